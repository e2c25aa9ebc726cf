import { fromBriefKey, toBriefKey } from './brief.ts';

const brief = { stateCode: 'IN-UP', countryCode: 'JP', sectorCode: 'leather', productCode: null };

describe('the key of an export brief', () => {
  it('holds state, country, sector and product as a JSON list in base64url', () => {
    const text = Buffer.from(toBriefKey(brief), 'base64url').toString('utf8');
    expect(text).toBe('["IN-UP","JP","leather",null]');
  });

  it('gives back what it was made of', () => {
    expect(fromBriefKey(toBriefKey(brief))).toEqual(brief);
  });

  it('holds the sectors of the products where no sector was asked for', () => {
    const whole = { ...brief, sectorCode: null };
    const key = toBriefKey(whole, ['carpets', 'leather']);
    const text = Buffer.from(key, 'base64url').toString('utf8');
    expect(text).toBe('["IN-UP","JP",["carpets","leather"],null]');
    expect(fromBriefKey(key)).toEqual(whole);
  });

  it.each([
    ['no JSON', 'Japan'],
    ['no list', '{"state":"IN-UP"}'],
    ['too short a list', '["IN-UP","JP",null]'],
    ['too long a list', '["IN-UP","JP",null,null,null]'],
    ['no state', '[null,"JP",null,null]'],
    ['no country', '["IN-UP",null,null,null]'],
    ['a number for a sector', '["IN-UP","JP",1,null]'],
    ['a list with a number for sectors', '["IN-UP","JP",[1],null]'],
    ['a country in small letters', '["IN-UP","jp",null,null]'],
    ['a character that no code has', '["IN-UP","JP","leather\\u0000",null]'],
    ['nothing', ''],
  ])('is refused where it holds %s', (_what, text) => {
    expect(() => fromBriefKey(Buffer.from(text).toString('base64url'))).toThrow(
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'key' }),
      }),
    );
  });
});
