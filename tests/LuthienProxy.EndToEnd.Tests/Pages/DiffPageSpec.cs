using LuthienProxy.Simulator;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Both sides of what a policy changed, with the words that differ marked, streamed and not, in each format.</summary>
[Trait("Category", "E2E")]
[Trait("Spec", "000-07a")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class DiffPageSpec(PageHouse house)
{
    const string Marked = """
        () => [...document.querySelectorAll('.pair')].map((pair) => ['del', 'ins'].map((name) => [...pair.querySelectorAll(name)].map((mark) => mark.textContent).join('|')).join(' → ')).filter((words) => words !== ' → ')
        """;

    static readonly AnswerPart[] Answer =
        [new AnswerPart.Text(["The col", "our is blue, and the key is ", Traffic.Secret[..6], Traffic.Secret[6..], "."]), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"echo the colour is blue"}""")];

    [Theory]
    [InlineData("/v1/messages", true)]
    [InlineData("/v1/messages", false)]
    [InlineData("/v1/chat/completions", true)]
    [InlineData("/v1/chat/completions", false)]
    public async Task What_a_policy_changed_must_stand_beside_what_was_there_with_its_words_marked(string path, bool stream)
    {
        house.Site.Upstream.Answers.Then(ScriptedAnswer.Of([.. Answer]));
        var request = Agent.Messages("some-model", stream, Agent.Said("user", $"My key is {Traffic.Secret}; which colour has it?"));
        var call = await house.Site.Agent.SendAsync(path, request);

        await using var visit = await house.Site.VisitAsync($"/debug/diff?id={call}");
        await visit.SettleAsync();

        (await visit.Page.EvaluateAsync<string[]>(Marked)).ShouldBe(["sk-live-1234567890|colour → [removed]|color", "colour|sk-live-1234567890 → color|[removed]", "colour → color"]);
        await visit.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Keys_must_go_through_the_changes()
    {
        await using var visit = await house.Site.VisitAsync($"/debug/diff?id={house.Traffic.Changed}");
        await visit.SettleAsync();
        await visit.Page.Keyboard.PressAsync("n");
        await Expect(visit.Find(".pair:focus")).ToContainTextAsync("Answer in one sentence");
        await visit.Page.Keyboard.PressAsync("n");
        await Expect(visit.Find(".pair:focus")).ToContainTextAsync("My key is");
        await visit.Page.Keyboard.PressAsync("p");
        await Expect(visit.Find(".pair:focus")).ToContainTextAsync("Answer in one sentence");
    }

    [Fact]
    public async Task The_latest_changes_must_be_offered_where_no_call_is_named()
    {
        await using var visit = await house.Site.VisitAsync("/debug/diff");
        await visit.SettleAsync();
        await visit.Find($"a[href='/debug/diff?id={house.Traffic.Changed}']").ClickAsync();
        await Expect(visit.Find("del").First).ToHaveTextAsync("colour");
    }
}
