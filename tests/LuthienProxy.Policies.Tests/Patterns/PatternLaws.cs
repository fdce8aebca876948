using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Policies.Patterns;
using LuthienProxy.Policies.Tests.Arbitrary;

namespace LuthienProxy.Policies.Tests.Patterns;

/// <summary>The patterns against the framework's own engine, which cannot wait for more text but agrees on what is there.</summary>
public sealed class PatternLaws
{
    static readonly string[] Atoms = ["a", "b", "[ab]", "[^a]", ".", "\\d", "\\w", "c", "-", "(a|b)", "(ab|c)", "[a-c]", "\\."];

    static readonly string[] Repeats = ["", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}"];

    [Fact]
    public void A_pattern_must_match_exactly_what_the_framework_matches() =>
        Law.Holds(Pattern(), Subject(), (pattern, text) =>
        {
            var expected = Enumerable.Range(1, text.Length).Where(length => Regex.IsMatch(text[..length], $"\\A(?:{pattern})\\z", RegexOptions.ECMAScript, TimeSpan.FromSeconds(10))).DefaultIfEmpty(0).Max();
            new NamedPattern("p", pattern, wholeWord: false, maxLength: 100).MatchAt(text, isEnd: true, isAfterWord: false).ShouldBe((expected, false));
        });

    [Fact]
    public void What_is_settled_early_must_be_what_the_whole_text_says() =>
        Law.Holds(Pattern(), Subject(), (pattern, text) =>
        {
            var named = new NamedPattern("p", pattern, wholeWord: true, maxLength: 100);
            var whole = named.MatchAt(text, isEnd: true, isAfterWord: false);
            var early = Enumerable.Range(0, text.Length).Select(length => named.MatchAt(text.AsSpan(0, length), isEnd: false, isAfterWord: false)).Where(match => !match.IsOpen);
            early.ShouldAllBe(match => match.Equals(whole));
        });

    // The first atom is never optional: a pattern that matches nothing at all is refused.
    static Arbitrary<string> Pattern() => Arb.From(
        from first in Gen.Elements(Atoms)
        from count in Gen.Choose(0, 4)
        from rest in Gen.Elements(Atoms).SelectMany(atom => Gen.Elements(Repeats).Select(repeat => atom + repeat)).ArrayOf(count)
        from choice in Gen.Elements(Atoms)
        from hasChoice in Gen.Elements(true, false)
        select first + string.Concat(rest) + (hasChoice ? "|" + choice : ""));

    static Arbitrary<string> Subject() => Arb.From(Gen.Choose(0, 10).SelectMany(count => Gen.Elements('a', 'b', 'c', '1', '-', '.', '\n', 'é').ArrayOf(count)).Select(chars => new string(chars)));
}
