using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Storage.Queries.Search;

namespace LuthienProxy.Storage.Tests.Queries.Search;

public sealed class SearchQuerySpec
{
    [Theory]
    [Trait("Spec", "X-05")]
    [InlineData("Paris France", "\"paris\" \"france\"")]
    [InlineData("\"New York\" -London", "\"new york\" -\"london\"")]
    [InlineData("-\"not this\" that", "-\"not this\" \"that\"")]
    [InlineData("snake_case foo.bar", "\"snake case\" \"foo bar\"")]
    [InlineData("  ,; ok !! ", "\"ok\"")]
    [InlineData("\"never closed", "\"never closed\"")]
    [InlineData("a\"b c\"d", "\"a\" \"b c\" \"d\"")]
    [InlineData("日本", "\"日 本\"")]
    [InlineData("Größe ÉTÉ", "\"größe\" \"été\"")]
    public void Words_phrases_and_what_is_unwanted_must_be_told_apart(string text, string expected)
    {
        SearchQuery.TryParse(text, out var query).ShouldBeTrue();
        query.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-only -unwanted")]
    [InlineData("!!! ***")]
    public void A_search_that_wants_no_word_must_be_refused(string text) => SearchQuery.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_search_over_a_limit_must_be_refused()
    {
        SearchQuery.TryParse(new('a', SearchQuery.MaxLength + 1), out _).ShouldBeFalse();
        SearchQuery.TryParse(string.Join(' ', Enumerable.Range(0, SearchQuery.MaxTerms + 1)), out _).ShouldBeFalse();
    }

    [Fact]
    public void The_syntaxes_of_both_engines_must_say_the_same()
    {
        SearchQuery.TryParse("alpha \"new york\" -beta -\"a b\"", out var query).ShouldBeTrue();
        query.ToFts5().ShouldBe("(\"alpha\" AND \"new york\") NOT (\"beta\" OR \"a b\")");
        query.ToTsQuery().ShouldBe("('alpha') & ('new' <-> 'york') & !('beta') & !('a' <-> 'b')");
    }

    [Fact]
    public void No_text_may_leave_the_quotes() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        SearchQuery.TryParse("x " + text.Get, out var query)
            && query.Terms.SelectMany(term => term.Words).All(word => word.Length > 0 && word.EnumerateRunes().All(rune => rune.Value is not ('\'' or '"' or '\\' or 0)))));

    [Fact]
    public void Long_words_must_be_found_by_what_is_indexed_of_them() =>
        SearchWords.Of(new string('A', 1_000)).ShouldBe([new string('a', SearchWords.MaxLength)]);

    [Fact]
    public void What_is_indexed_must_have_the_words_that_are_asked_for() =>
        SearchWords.Normalize("See foo.bar/Baz_1, 日本 and ÉTÉ!").ShouldBe("see foo bar baz 1 日 本 and été ");
}
