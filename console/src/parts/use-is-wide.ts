import { Grid } from 'antd';

/** Whether columns have room beside one another. */
export function useIsWide(): boolean {
  return Grid.useBreakpoint().md ?? true;
}
