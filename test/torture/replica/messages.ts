/** From the driver: die when this point is passed for the `pass`-th time from now on. */
export interface Arm {
  readonly point: string;
  readonly pass: number;
}

/** From the replica. */
export type Word =
  | { readonly kind: 'READY' }
  /** A fail point that was never passed before in this process. */
  | { readonly kind: 'POINT'; readonly point: string };
