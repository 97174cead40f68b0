/** Three heads on a ticket, and the name; `mute` where only the drawing has room. */
export function Brand({ href, name, mute }: { href: string; name: string; mute?: boolean }) {
  return (
    <a className="brand" href={href}>
      <svg viewBox="0 0 34 26" aria-hidden="true" focusable="false">
        <path
          d="M4 1h26a3 3 0 0 1 3 3v5.5a3.5 3.5 0 0 0 0 7V22a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3v-5.5a3.5 3.5 0 0 0 0-7V4a3 3 0 0 1 3-3z"
          fill="var(--sapin)"
        />
        <g fill="var(--sur)">
          <circle cx="10" cy="9.5" r="2.3" />
          <path d="M6.4 19v-2.6a3.6 3.6 0 0 1 7.2 0V19z" />
          <circle cx="24" cy="9.5" r="2.3" />
          <path d="M20.4 19v-2.6a3.6 3.6 0 0 1 7.2 0V19z" />
        </g>
        <circle cx="17" cy="8" r="2.6" fill="var(--soleil)" />
        <path d="M13 19v-3.6a4 4 0 0 1 8 0V19z" fill="var(--soleil)" />
      </svg>
      {mute ? <span className="sr">{name}</span> : name}
    </a>
  );
}
