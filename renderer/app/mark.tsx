/** The mark: a U-shaped stroke that holds a square: one kernel, one program. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5.9 3v9.6a6.1 6.1 0 0 0 12.2 0V3" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <rect x="9.9" y="7" width="4.2" height="4.2" rx="0.9" fill="currentColor" />
    </svg>
  );
}
