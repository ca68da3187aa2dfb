import { expect, test } from 'vitest';
import { emailGoogle, emailTrimmed } from '../../../src/event/normalise/email.ts';
import { expected, under } from './support.ts';

/** Raw; form and hash for Meta, TikTok, Snapchat, Pinterest; form and hash for Google. */
const vectors: readonly [string, string | undefined, string | undefined, string | undefined, string | undefined][] = [
  [
    'John_Smith@gmail.com',
    'john_smith@gmail.com',
    '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f',
    'john_smith@gmail.com',
    '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f',
  ],
  [
    ' Jane.Doe+promo@Gmail.com ',
    'jane.doe+promo@gmail.com',
    '5f0d1df1fc49e30424381b57b1d4c73e067772a4267dde043a19b026935602c8',
    'janedoe@gmail.com',
    'd6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69',
  ],
  [
    'jane.doe@googlemail.com',
    'jane.doe@googlemail.com',
    '9c2764e1af636435a4bcf2a98733aeb0e027d6e78855043310150e99d73d3440',
    'janedoe@googlemail.com',
    '338abf9ef1c8793cadc7bcf51ed595338eb727ed9e06ce3d91d566d60b975937',
  ],
  [
    'j.e.f..ferson.Loves.hiking@gmail.com',
    undefined,
    undefined,
    'jeffersonloveshiking@gmail.com',
    '515d2f967f73864e76937ab2b897210a86fd286016903b1b08c3da07c75f513e',
  ],
  [
    'Person@Example.com',
    'person@example.com',
    '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345',
    'person@example.com',
    '542d240129883c019e106e3b1b2d3f3cb3537c43c425364de8e951d5a3083345',
  ],
  [
    'user.name+NYC@Example.com',
    'user.name+nyc@example.com',
    'f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac',
    'user.name+nyc@example.com',
    'f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac',
  ],
  [
    'BOB@EXAMPLE.CO.UK',
    'bob@example.co.uk',
    'ccb75430945e585463f2f7aa00af3cb98c47d14601418cfc01e0fdcd616cc58b',
    'bob@example.co.uk',
    'ccb75430945e585463f2f7aa00af3cb98c47d14601418cfc01e0fdcd616cc58b',
  ],
  [
    'Ünïcode@exämple.de',
    undefined,
    undefined,
    'ünïcode@exämple.de',
    '4c2e9e595eaa911989638d59e8ea1c79d9a7d940edbf4229c810b0bbfefe1020',
  ],
  ['not-an-email', undefined, undefined, undefined, undefined],
  ['a b@example.com', undefined, undefined, undefined, undefined],
  ['@example.com', undefined, undefined, undefined, undefined],
  ['', undefined, undefined, undefined, undefined],
];

test.each(vectors)('%j is the same address for Meta, TikTok, Snapchat and Pinterest', (raw, form, sent) => {
  expect(under(emailTrimmed, raw)).toEqual(expected(form, sent));
});

test.each(vectors)('%j for Google', (raw, _form, _sent, form, sent) => {
  expect(under(emailGoogle, raw)).toEqual(expected(form, sent));
});

test.each([
  ['jane@example', undefined, 'jane@example'],
  ['jane@example.c', undefined, 'jane@example.c'],
  ['jane@xn--exmple-cua.xn--p1ai', 'jane@xn--exmple-cua.xn--p1ai', 'jane@xn--exmple-cua.xn--p1ai'],
  ['.jane@example.com', undefined, '.jane@example.com'],
  ['jane.@gmail.com', undefined, 'jane@gmail.com'],
  ['Jane <jane@example.com>', undefined, undefined],
  ['jane@exam\u200bple.com', undefined, undefined],
  ['jane\u0000@example.com', undefined, undefined],
  ['jane@doe@example.com', undefined, undefined],
  ['jane@-example.com', undefined, 'jane@-example.com'],
  ['+promo@gmail.com', '+promo@gmail.com', undefined],
  ['...@gmail.com', undefined, undefined],
  ['jane.doe+x@notgmail.com', 'jane.doe+x@notgmail.com', 'jane.doe+x@notgmail.com'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  [`${'a'.repeat(65)}@example.com`, undefined, `${'a'.repeat(65)}@example.com`],
] as const)('%j: dropped, or whole, never repaired', (raw, trimmed, google) => {
  expect([emailTrimmed.normalise(raw, none), emailGoogle.normalise(raw, none)]).toEqual([trimmed, google]);
});

const none = { country: undefined };
