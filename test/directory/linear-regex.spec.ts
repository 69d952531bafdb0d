/** The engine of the language is the judge wherever both know a pattern. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearRegex, RegexFault } from "../../src/directory/linear-regex/index.js";

describe("a regular expression", () => {
  it.each([
    ["", ["", "-a"]],
    [".*", ["", "Everyone", "a b"]],
    ["Eng", ["Eng", "-Engineering", "-aEng", "-eng"]],
    ["Eng.*", ["Eng", "Engineering", "-the Eng"]],
    ["(?i)eng.*", ["ENGINEERING", "eng", "-en"]],
    ["(?i)ÄRZTE[a-c]", ["ärzteB", "-ärzted"]],
    ["A|B|", ["A", "B", "", "-AB"]],
    ["^(?:Sales|Marketing)$", ["Sales", "Marketing", "-Sale"]],
    ["(?<team>[A-Z]{2,3})-\\d+", ["ABC-12", "AB-1", "-A-1", "-ABCD-1", "-AB-"]],
    ["(?!admin).*", ["users", "adm", "-admin", "-admins"]],
    ["(?=.*prod)(?!.*test).*", ["eu-prod", "-eu-prod-test", "-eu"]],
    ["aws#\\S+#(?:[\\w\\-]+)#\\d{12}", ["aws#x#role-a#123456789012", "-aws# #r#123456789012", "-aws#x#r#12345678901"]],
    ["[^_]+_[A-Z&]*", ["x_A&B", "-_A"]],
    ["[]a]+", ["]a]", "-b"]],
    ["[^]a]", ["b", "-]"]],
    ["[a\\-z]+", ["a-z", "-b"]],
    ["[\\]\\[]", ["]", "[", "-\\"]],
    ["\\Qa.b(\\E.*", ["a.b(c", "-axb("]],
    ["\\(x\\)\\_\\/", ["(x)_/"]],
    ["\\p{L}+\\P{L}", ["Grüße!", "-Grüße"]],
    ["\\pLx", ["äx"]],
    ["\\u00e4\\x41", ["äA"]],
    ["a{0}b{2}c{1,}", ["bbc", "bbccc", "-abbc", "-bb"]],
    ["a*?b+?c??", ["b", "aabbc", "-aac"]],
    ["\\bx\\b.\\By", ["-x y", "-xy"]],
    ["a\\b b\\B.", ["a bc", "-a b "]],
    ["\\Aa\\z", ["a", "-aa"]],
    ["😀{2}", ["😀😀", "-😀"]],
    ["(a|b)*abb", ["abb", "ababb", "-ab"]],
    ["(a*)*b", ["aaab", "b", "-a"]],
    ["(|a)+", ["", "aa", "-b"]],
  ])("%j matches as a whole what it should, and nothing else", (pattern, texts) => {
    const matches = linearRegex(pattern);
    for (const text of texts) {
      const [wanted, given] = text.startsWith("-") ? [false, text.slice(1)] : [true, text];
      expect([given, matches(given)]).toEqual([given, wanted]);
    }
  });

  it.each([
    ["(", 'it has a "(" that nothing closes'],
    ["a)", 'it has a ")" that nothing opens'],
    ["[a", "it ends in the middle"],
    ["[]", "it ends in the middle"],
    ["[z-a]", '"[z-a]" is no class of characters'],
    ["[a[b]]", "it has a class inside a class, which is not supported"],
    ["[a&&b]", "it has an intersection of classes, which is not supported"],
    ["*a", 'its "*" has nothing before it to repeat'],
    ["a**", "one of its quantifiers stands behind another"],
    ["a{2}{3}", "one of its quantifiers stands behind another"],
    ["a{x}", '"{x}" is no number of times'],
    ["a{3,2}", '"{3,2}" counts backwards'],
    ["{2}", 'its "{" has nothing before it to repeat'],
    ["a++", "it has a possessive quantifier, which is not supported"],
    ["(?>a)", "it has an atomic group, which is not supported"],
    ["(?<=a)b", "it looks behind, which is not supported"],
    ["(?<!a)b", "it looks behind, which is not supported"],
    ["(a)\\1", "it refers back to a group, which cannot be matched in linear time"],
    ["(?<n>a)\\k<n>", "it refers back to a group, which cannot be matched in linear time"],
    ["(?<>a)", "one of its groups has no good name"],
    ["a(?i)b", 'it has "(?i", which is not supported there'],
    ["^*", "it repeats what has no length"],
    ["\\", "it ends in the middle"],
    ["\\p{Nonsense}", '"[\\p{Nonsense}]" is no class of characters'],
    ["\\y", 'it has "\\y", which is not supported'],
    ["(a{1000}){1000}", "it is too large: fewer or smaller repetitions are needed"],
    [`${"(".repeat(200)}${")".repeat(200)}`, "it has more than 100 groups inside one another"],
  ])("%j is refused in words", (pattern, why) => {
    expect(() => linearRegex(pattern)).toThrow(new RegexFault(why));
  });

  it.each([
    ["(a*)*b", "a".repeat(250)],
    ["(a|a)*b", "a".repeat(250)],
    ["(a|aa)+$x", "a".repeat(250)],
    ["(.*)*(.*)*(.*)*x", "a".repeat(250)],
    ["((a+)+)+b", "a".repeat(250)],
    ["(?=(a*)*b)(a*)*c", "a".repeat(250)],
    ["(a?){250}a{250}", "a".repeat(249)],
    ["(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(250)],
  ])("%j, over which other engines sit for years, is answered at once", (pattern, text) => {
    const matches = linearRegex(pattern);
    const used = process.cpuUsage();
    expect(matches(text)).toBe(false);
    expect(process.cpuUsage(used).user / 1000).toBeLessThan(1000); // CPU time: another process's load does not count
  });

  it("says the same as the language's own engine about every small pattern and text", () => {
    const letter = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\w", "\\d", "^", "$", "\\b");
    const { pattern } = fc.letrec<{ pattern: string; piece: string; atom: string }>((tie) => ({
      atom: fc.oneof(
        { maxDepth: 3 },
        letter,
        tie("pattern").map((inner) => `(?:${inner})`),
        fc.tuple(fc.constantFrom("(?=", "(?!"), tie("pattern")).map(([open, inner]) => `${open}${inner})`),
      ),
      piece: fc
        .tuple(tie("atom"), fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "*?"))
        .map(([atom, count]) => (/^(\^|\$|\\b|\(\?[=!])/.test(atom) ? atom : atom + count)),
      pattern: fc
        .array(fc.array(tie("piece"), { maxLength: 3 }), { minLength: 1, maxLength: 2 })
        .map((options) => options.map((pieces) => pieces.join("")).join("|")),
    }));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "1", " "), maxLength: 6 });
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 5 }), (source, texts) => {
        const [ours, theirs] = [linearRegex(source), new RegExp(`^(?:${source})$`, "u")];
        for (const each of texts) expect([source, each, ours(each)]).toEqual([source, each, theirs.test(each)]);
      }),
      { numRuns: 400 },
    );
  });
});
