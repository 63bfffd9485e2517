import { describe, expect, test } from 'vitest';
import { addOperator } from '../../src/application/add-operator.ts';
import { operatorSignIn } from '../../src/application/operator-sign-in.ts';
import * as a from '../support/a.ts';
import { cheapPasswords } from '../support/fixed.ts';
import { operatorOf } from '../support/operators.ts';
import { password, signedIn } from '../support/people.ts';
import { refused, scenario, settings } from '../support/scenario.ts';

describe('ROLE-2: an operator', () => {
  test('signs in for eight hours, and is a member of no account', async () => {
    const world = scenario();
    const { token, principal } = await operatorOf(world.application, world.ports);
    expect(principal).toMatchObject({ kind: 'OPERATOR', role: 'OPERATOR' });
    expect(principal).not.toHaveProperty('account');
    expect(principal.expires).toEqual(a.after(8 * 3600, world.clock.wall()));
    world.clock.advanceWall(8 * 3600 - 0.001);
    expect(await world.application.authenticate(token)).toEqual(principal);
    world.clock.advanceWall(0.001);
    expect(await world.application.authenticate(token)).toBeNull();
  });

  test('writes its e-mail as people do', async () => {
    const world = scenario();
    const { email } = await operatorOf(world.application, world.ports);
    const { operator } = await world.application.operatorSignIn({ email: ` ${email.toUpperCase()}`, password });
    expect(operator.email).toBe(email);
  });

  test('is answered alike for an unknown e-mail and a wrong password, and a hash is compared for both', async () => {
    const world = scenario();
    const { email } = await operatorOf(world.application, world.ports);
    const compared: boolean[] = [];
    const verify: typeof cheapPasswords.verify = (hash, given) => {
      compared.push(hash === null);
      return cheapPasswords.verify(hash, given);
    };
    const signIn = operatorSignIn({ ...world.ports, passwords: { ...cheapPasswords, verify } }, settings);
    const unknown = await refused(signIn({ email: 'nobody@example.cn', password }));
    const wrong = await refused(signIn({ email, password: 'something else' }));
    expect([unknown, wrong]).toEqual([{ code: 'WRONG_CREDENTIALS' }, { code: 'WRONG_CREDENTIALS' }]);
    expect(compared).toEqual([true, false]);
  });

  test('does not sign in as a member, nor a member as an operator', async () => {
    const world = scenario();
    const { email } = await operatorOf(world.application, world.ports);
    const { member } = await signedIn(world);
    expect((await refused(world.application.signIn({ email, password }))).code).toBe('WRONG_CREDENTIALS');
    const asOperator = world.application.operatorSignIn({ email: member.email, password });
    expect((await refused(asOperator)).code).toBe('WRONG_CREDENTIALS');
  });

  test('signs out here, or everywhere', async () => {
    const world = scenario();
    const { email, token, principal } = await operatorOf(world.application, world.ports);
    const other = await world.application.operatorSignIn({ email, password });
    const stranger = await operatorOf(world.application, world.ports);
    const works = async (one: string): Promise<boolean> => (await world.application.authenticate(one)) !== null;
    await world.application.operatorSignOut(principal, { everywhere: false });
    expect([await works(token), await works(other.accessToken)]).toEqual([false, true]);
    await world.application.operatorSignOut(principal, { everywhere: true });
    expect([await works(other.accessToken), await works(stranger.token)]).toEqual([false, true]);
  });

  test('is refused whatever members do for their account', async () => {
    const world = scenario();
    const { app } = await world.customer();
    const { principal } = await operatorOf(world.application, world.ports);
    const { application } = world;
    const no = (operation: string) => ({ code: 'NOT_ALLOWED', operation, role: 'OPERATOR' });
    expect(await refused(application.startCall(principal, world.order(app)))).toEqual(no('startCall'));
    expect(await refused(application.createApp(principal, { name: 'x', credentials: null }))).toEqual(no('createApp'));
    expect(await refused(application.enableService(principal, { app: app.id }))).toEqual(no('enableService'));
    expect(await refused(application.view(principal).account())).toEqual(no('viewAccount'));
    expect(a.rejection(() => application.watchAccount(principal, null))).toEqual(no('viewAccount'));
  });

  test('is the only one who may do what operators do', async () => {
    const world = scenario();
    const { principal } = await world.customer();
    const { application } = world;
    const no = (operation: string) => ({ code: 'NOT_ALLOWED', operation, role: 'OWNER' });
    expect(await refused(application.operatorSignOut(principal, { everywhere: true }))).toEqual(no('operatorSignOut'));
    const lists = application.desk(principal);
    const page = { first: 1, after: null };
    expect(await refused(lists.unconfirmedCalls(page))).toEqual(no('viewDesk'));
    expect(await refused(lists.discrepancies(null, page))).toEqual(no('viewDesk'));
    expect(await refused(lists.suspense(page))).toEqual(no('viewDesk'));
    expect(await refused(lists.parkedCallbacks(page))).toEqual(no('viewDesk'));
    expect(await refused(lists.alarms({}, page))).toEqual(no('viewDesk'));
  });
});

describe('Making somebody an operator', () => {
  test('takes an e-mail that no operator has, and a password that is long enough', async () => {
    const world = scenario();
    const add = addOperator(world.ports);
    await add({ email: ' Wang@Example.cn ', password });
    expect((await world.operators.all()).map(({ email }) => email)).toEqual(['wang@example.cn']);
    expect(await refused(add({ email: 'wang@example.cn', password }))).toEqual({ code: 'EMAIL_TAKEN' });
    expect((await refused(add({ email: 'li@example.cn', password: 'short' }))).code).toBe('WEAK_PASSWORD');
    expect((await refused(add({ email: 'no address', password }))).code).toBe('INVALID_TEXT');
    expect(await world.operators.all()).toHaveLength(1);
  });
});
