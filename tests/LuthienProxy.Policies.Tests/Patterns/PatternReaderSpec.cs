using LuthienProxy.Policies.Patterns;

namespace LuthienProxy.Policies.Tests.Patterns;

/// <summary>The language of patterns: what it has, and what it refuses instead of reading it in another way than people expect.</summary>
public sealed class PatternReaderSpec
{
    [Theory]
    [InlineData(@"\D\W\S", "a-b", 3)]
    [InlineData(@"\D", "1", 0)]
    [InlineData(@"\W", "a", 0)]
    [InlineData(@"\S", " ", 0)]
    [InlineData(@"a\s\n\r\tb", "a \n\r\tb", 6)]
    [InlineData(@"\(\)\*\[", "()*[", 4)]
    [InlineData(@"[\d.]+", "1.2x", 3)]
    [InlineData(@"[a\-c]+", "a-cb", 3)]
    [InlineData(@"[\.-\/]+", "./-", 2)]
    [InlineData(@"[+-\.]+", "+,-./", 4)]
    [InlineData("[a-]+", "a-b", 2)]
    [InlineData("[]a]+", "]ab", 2)]
    [InlineData("[^]a]+", "b]", 1)]
    [InlineData("(?i)[^a-c]+", "dB", 1)]
    [InlineData("(?i)x(?:y|z)", "XZ", 2)]
    [InlineData("a{2}b{0,1}c{1,}", "aabcc", 5)]
    [InlineData("a{2}", "aaa", 2)]
    [InlineData("ab|abc|x", "abcd", 3)]
    public void A_pattern_must_match_what_it_says(string pattern, string text, int length) =>
        new NamedPattern("p", pattern, wholeWord: false, maxLength: 100).MatchAt(text, isEnd: true, isAfterWord: false).ShouldBe((length, false));

    [Theory]
    [InlineData("")]
    [InlineData("a|")]
    [InlineData("a)")]
    [InlineData("(a")]
    [InlineData("(?=a)")]
    [InlineData("(?<name>a)")]
    [InlineData("a??")]
    [InlineData("a*+")]
    [InlineData("a{1}?")]
    [InlineData("a{")]
    [InlineData("a{x}")]
    [InlineData("a{1")]
    [InlineData("a{1,2")]
    [InlineData("a{3,2}")]
    [InlineData("a{1001}")]
    [InlineData("a{1,1001}")]
    [InlineData("a{99999999999}")]
    [InlineData("^a")]
    [InlineData("a$")]
    [InlineData(@"a\b")]
    [InlineData(@"\Aa")]
    [InlineData(@"a\z")]
    [InlineData("*a")]
    [InlineData("+a")]
    [InlineData("?a")]
    [InlineData("{1}a")]
    [InlineData("[a")]
    [InlineData("[")]
    [InlineData("[b-a]")]
    [InlineData(@"[\")]
    [InlineData(@"a\")]
    [InlineData(@"\1")]
    [InlineData(@"\p")]
    [InlineData("(((a{1000}){1000}){1000})")]
    public void What_is_not_in_the_language_must_be_refused(string pattern) =>
        Should.Throw<PatternException>(() => new NamedPattern("p", pattern, wholeWord: false, maxLength: 100));

    [Fact]
    public void A_whole_word_must_not_begin_behind_a_letter()
    {
        var word = new NamedPattern("p", "abc", wholeWord: true, maxLength: 100);
        word.MatchAt("abc", isEnd: true, isAfterWord: true).ShouldBe((0, false));
        word.MatchAt("abc", isEnd: false, isAfterWord: false).ShouldBe((0, true));
        word.MatchAt("abc-", isEnd: false, isAfterWord: false).ShouldBe((3, false));
        word.MatchAt("abcd", isEnd: true, isAfterWord: false).ShouldBe((0, false));
    }
}
