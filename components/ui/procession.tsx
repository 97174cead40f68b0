/** The procession: a coach, a minibus, people, bicycles and a car before the hills. For covers, sign-in and error pages only. */
export function Procession({ words }: { words: string }) {
  return (
    <>
      <svg
        className="frieze"
        viewBox="0 0 1200 140"
        preserveAspectRatio="xMidYMax slice"
        aria-hidden="true"
        focusable="false"
      >
        <path
          className="wall"
          d="M0 140V92c60-26 118-30 190-8 64 20 110-22 186-22 92 0 120 40 216 30 88-10 128-52 220-44 76 6 116 46 196 40 80-6 124-34 192-22v74z"
        />
        <circle cx="730" cy="140" r="112" fill="var(--soleil)" />
        <Coach />
        <Walker x={362} height={34} colour="var(--pr-2)" />
        <Minibus />
        <Walker x={600} height={32} colour="var(--pr-1)" />
        <Walker x={630} height={39} colour="var(--sapin)" />
        <Banner words={words} />
        {["var(--ambre)", "var(--sapin)", "var(--pr-5)", "var(--ciel)", "var(--brique)"].map((colour, index) => (
          <Walker key={colour} x={[672, 704, 736, 768, 796][index] ?? 0} height={20} colour={colour} />
        ))}
        <Rider x={858} colour="var(--sapin)" />
        <Rider x={950} colour="var(--pr-1)" />
        <Car />
      </svg>
      <hr className="ground" />
    </>
  );
}

function Wheel({ x }: { x: number }) {
  return (
    <>
      <circle cx={x} cy="128" r="12" fill="var(--encre)" />
      <circle cx={x} cy="128" r="4.8" fill="var(--papier)" />
    </>
  );
}

function Walker({ x, height, colour }: { x: number; height: number; colour: string }) {
  return (
    <g transform={`translate(${x} 0)`}>
      <path d="M-5 128v12M5 128v12" stroke="var(--encre)" strokeWidth="5" strokeLinecap="round" />
      <path d={`M-14 132v-${height}a14 14 0 0 1 28 0v${height}z`} fill={colour} />
      <circle cy={108 - height} r="10" fill="var(--encre)" />
    </g>
  );
}

function Coach() {
  return (
    <g>
      <path d="M8 66h236c40 0 74 24 86 62H8z" fill="var(--ciel)" />
      <path d="M8 112h318l3 10H8z" fill="var(--soleil)" />
      <g fill="var(--papier)">
        {[24, 66, 108, 150, 192].map((x) => (
          <rect key={x} x={x} y="78" width="30" height="20" rx="4" />
        ))}
        <path d="M238 78h12c20 2 36 10 46 20h-54a4 4 0 0 1-4-4z" />
      </g>
      {[50, 86, 228, 264].map((x) => (
        <Wheel key={x} x={x} />
      ))}
    </g>
  );
}

function Minibus() {
  return (
    <g transform="translate(392 0)">
      <rect y="54" width="182" height="74" rx="13" fill="var(--brique)" />
      <rect y="104" width="182" height="9" fill="var(--papier)" />
      <g fill="var(--papier)">
        {[12, 45, 78, 111].map((x) => (
          <rect key={x} x={x} y="66" width="26" height="24" rx="5" />
        ))}
        <path d="M150 66h20a12 12 0 0 1 12 12v22h-28a4 4 0 0 1-4-4z" />
      </g>
      <Wheel x={40} />
      <Wheel x={144} />
    </g>
  );
}

function Banner({ words }: { words: string }) {
  return (
    <g transform="translate(-12 0)">
      <path d="M662 34v106M822 30v110" stroke="var(--encre)" strokeWidth="5" strokeLinecap="round" />
      <path
        d="M662 38c40 6 60-6 90-2 26 3 44 4 70-4v46c-26 8-44 6-70 3-30-4-50 8-90 3z"
        fill="var(--carte)"
        stroke="var(--encre)"
        strokeWidth="3.5"
        strokeLinejoin="round"
      />
      <text
        x="742"
        y="67"
        textAnchor="middle"
        fontFamily="Bricolage"
        fontWeight="800"
        fontSize="19.5"
        letterSpacing="-.3"
        fill="var(--encre)"
      >
        {words}
      </text>
    </g>
  );
}

function Rider({ x, colour }: { x: number; colour: string }) {
  return (
    <g
      transform={`translate(${x} 0)`}
      fill="none"
      stroke="var(--encre)"
      strokeWidth="4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <circle cx="0" cy="124" r="15" />
      <circle cx="52" cy="124" r="15" />
      <path d="M0 124 16 100h26l10 24M16 100l10 24 16-24M0 124h26M40 92l3 8M36 92h9M12 98h9" />
      <path d="M17 98c-2-20 4-32 16-34l6 2-6 18 8 9" fill={colour} stroke={colour} strokeWidth="6" />
      <path d="m22 98 10 12-5 13" strokeWidth="6" />
      <circle cx="37" cy="50" r="9.5" fill="var(--encre)" stroke="none" />
    </g>
  );
}

function Car() {
  return (
    <g transform="translate(1040 0)">
      <path
        d="M0 128v-18c0-9 6-13 14-14l10-2 18-21c5-6 10-8 17-8h30c8 0 13 3 17 9l13 20c15 1 23 7 23 18v16z"
        fill="var(--sapin)"
      />
      <path d="M36 94 50 78c3-3 5-4 9-4h8v20zM75 74h13c5 0 8 2 10 5l9 15H75z" fill="var(--papier)" />
      <Wheel x={32} />
      <Wheel x={110} />
    </g>
  );
}
