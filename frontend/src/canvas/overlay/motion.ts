/** Somebody asked their system for less motion: rates say what the dots would. */
export const still = (): boolean => window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
