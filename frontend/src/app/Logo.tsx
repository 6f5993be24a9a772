/** Waves against a wall. */
export function Logo({ className = "size-[18px]" }: { className?: string }) {
  return (
    <svg viewBox="0 0 18 18" aria-hidden className={className} fill="none" stroke="var(--accent)" strokeLinecap="round">
      <path d="M1.5 5.2c2-2 3.4-2 5 0s3 2 5 0 3.2-1.6 5-.2" strokeWidth="1.8" />
      <path d="M1.5 9.6c2-2 3.4-2 5 0s3 2 5 0 3.2-1.6 5-.2" strokeWidth="1.8" opacity=".75" />
      <path d="M1.5 14c2-2 3.4-2 5 0s3 2 5 0 3.2-1.6 5-.2" strokeWidth="1.8" opacity=".5" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex h-7 items-center gap-2 font-bold text-[13.5px] tracking-[-0.01em]">
      <Logo />
      Breakwater
    </span>
  );
}
