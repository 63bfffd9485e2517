import { addOperator } from '../../src/application/add-operator.ts';
import type { Ports } from '../../src/application/ports/ports.ts';
import type { Principal } from '../../src/domain/principal.ts';
import type { Application } from '../../src/application/application.ts';
import { password } from './people.ts';

/** An operator, signed in. */
export async function operatorOf(
  application: Application,
  ports: Parameters<typeof addOperator>[0] & Pick<Ports, 'random'>,
): Promise<{ email: string; token: string; principal: Principal }> {
  const email = `operator-${ports.random.id()}@example.cn`;
  await addOperator(ports)({ email, password });
  const { accessToken: token } = await application.operatorSignIn({ email, password });
  return { email, token, principal: (await application.authenticate(token))! };
}
