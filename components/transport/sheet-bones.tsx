/** Where rows will be, after 400 ms only. */
export function SheetBones() {
  return (
    <div className="appears" aria-hidden="true">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <div className="bone bonerow" key={key} />
      ))}
    </div>
  );
}
