import { expect, it } from 'vitest';
import { PrometheusMetrics } from '../../../src/adapters/system/prometheus-metrics.ts';
import { alarmKinds } from '../../../src/domain/alarm.ts';

const lines = async (metrics: PrometheusMetrics): Promise<readonly string[]> => (await metrics.text()).split('\n');

it('counts alarms by kind, beginning at 0', async () => {
  const metrics = new PrometheusMetrics();
  for (const kind of alarmKinds)
    expect(await lines(metrics)).toContain(`zhuanxian_alarms_opened_total{kind="${kind}"} 0`);
  metrics.alarmOpened('PROVIDER_EMPTY');
  expect(await lines(metrics)).toContain('zhuanxian_alarms_opened_total{kind="PROVIDER_EMPTY"} 1');
});

it('counts dials and callbacks by outcome, turns and their waits by errand, and tells whether the breaker is open', async () => {
  const metrics = new PrometheusMetrics();
  metrics.dialled('STARTED');
  metrics.turn('START', 'TAKEN', 0.5);
  metrics.turn('QUERY', 'REFUSED', 1);
  metrics.breaker(true);
  metrics.callback('FORGED');
  expect(await lines(metrics)).toEqual(
    expect.arrayContaining([
      'zhuanxian_dials_total{outcome="STARTED"} 1',
      'zhuanxian_dials_total{outcome="AMBIGUOUS"} 0',
      'zhuanxian_turn_wait_seconds_sum{errand="START"} 0.5',
      'zhuanxian_turns_refused_total{errand="QUERY"} 1',
      'zhuanxian_breaker_open 1',
      'zhuanxian_callbacks_total{outcome="FORGED"} 1',
      'zhuanxian_callbacks_total{outcome="STORED"} 0',
    ]),
  );
});

it('keeps the figures of two replicas in one process apart, and tells those of the process', async () => {
  const [one, other] = [new PrometheusMetrics(), new PrometheusMetrics()];
  one.dialled('REJECTED');
  expect(await lines(other)).toContain('zhuanxian_dials_total{outcome="REJECTED"} 0');
  expect(await other.text()).toContain('process_cpu_seconds_total');
});
