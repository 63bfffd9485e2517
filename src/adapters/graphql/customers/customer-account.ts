import { ObjectType } from 'type-graphql';
import { AccountView } from '../accounts/account.ts';

@ObjectType('CustomerAccount', { description: 'An account as operators see it.' })
export class CustomerAccountView extends AccountView {}
