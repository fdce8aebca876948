using System.Text.Json;
using LuthienProxy.Activity.Publishing;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Activity.Tests.Publishing;

public sealed class EventWordsSpec
{
    [Fact]
    public void Every_choice_must_have_the_word_that_the_admin_API_has_for_it()
    {
        Enum.GetValues<CallKind>().ShouldAllBe(kind => CallKindWords.Of(kind) == Word(kind));
        Enum.GetValues<PolicyVerdict>().ShouldAllBe(verdict => EventWords.Of(verdict) == Word(verdict));
        Enum.GetValues<DependencyState>().ShouldAllBe(state => EventWords.Of(state) == Word(state));
    }

    static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}");
}
