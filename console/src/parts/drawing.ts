import type { Drawing } from './drawn-chart.tsx';

interface Measure {
  readonly name: string;
  readonly color: string;
  /** How high it is drawn; null draws nothing. */
  readonly heights: readonly (number | null)[];
  /** What is said of each, exactly. */
  readonly say: (index: number) => string;
  readonly as: 'BAR' | 'STACK' | 'LINE' | 'LIMIT';
}

const INK = '#3f4753';
const LINES = '#e5e9f0';
const HEAD_ROOM = 36;

/** Measures over the parts of a time. */
export function overTime(names: readonly string[], measures: readonly Measure[]): Drawing {
  return {
    animation: false,
    color: measures.map(({ color }) => color),
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 8, right: 16, top: HEAD_ROOM, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { top: 0, left: 0, textStyle: { color: INK }, itemHeight: 10 },
    tooltip: { trigger: 'axis', confine: true, axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: [...names],
      axisLabel: { color: INK, hideOverlap: true },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', axisLabel: { color: INK }, splitLine: { lineStyle: { color: LINES } }, minInterval: 0.01 },
    series: measures.map(({ name, heights, say, as }) => ({
      name,
      data: [...heights],
      tooltip: { valueFormatter: (_value: unknown, index: number) => say(index) },
      ...(as === 'BAR' && { type: 'bar' as const, barMaxWidth: 32 }),
      ...(as === 'STACK' && { type: 'bar' as const, stack: 'all', barMaxWidth: 32 }),
      ...(as === 'LINE' && { type: 'line' as const, symbolSize: 5 }),
      ...(as === 'LIMIT' && { type: 'line' as const, symbol: 'none', lineStyle: { type: 'dashed' as const } }),
    })),
  };
}
