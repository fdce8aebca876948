using LuthienProxy.Simulator;
using static Microsoft.Playwright.Assertions;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>The page of one call: its answer as it grows, who decided what and why, how likely a judge thought harm.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class CallPageSpec(PageHouse house)
{
    [Fact]
    [Trait("Spec", "000-07a")]
    public async Task An_answer_must_grow_on_the_page_while_it_streams()
    {
        using var gate = new StreamGate();
        house.Site.Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Once ", "upon ", "a time ", "there was ", "a gateway."])) with { Pacing = new Pacing { Gate = gate } });
        gate.Pass(5);
        using var response = await house.Site.Agent.BeginAsync("/v1/messages", Agent.Messages("claude-sonnet-4-5", stream: true, Agent.Said("user", "Tell me a story.")));
        await using var visit = await house.Site.VisitAsync($"/calls/{Agent.IdOf(response)}");
        await Expect(visit.Find(".growing .said")).ToContainTextAsync("Once upon");
        await Expect(visit.Find(".page-head .state")).ToHaveTextAsync("open");
        await visit.TakePicturesAsync("call-streaming");
        gate.Pass(2);
        await Expect(visit.Find(".growing .said")).ToContainTextAsync("a time there was");

        gate.Open();
        await response.Content.ReadAsByteArrayAsync();

        await Expect(visit.Find(".page-head .state")).ToHaveTextAsync("completed");
        await Expect(visit.Find(".contents")).ToContainTextAsync("Once upon a time there was a gateway.");
        await visit.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task A_stopped_call_must_say_first_who_stopped_it_and_why()
    {
        await using var visit = await house.Site.VisitAsync($"/calls/{house.Traffic.Blocked}");
        await Expect(visit.Find(".banner.stop")).ToContainTextAsync("BlockDangerousCommands stopped a part of this call");
        await Expect(visit.Find(".page-head .state")).ToHaveTextAsync("blocked");
        await Expect(visit.Find(".decisions")).ToContainTextAsync("shadow");
        await Expect(visit.Find(".request")).ToContainTextAsync("Tool call Bash");
    }

    [Fact]
    public async Task A_call_that_the_provider_refused_must_be_shown_as_failed()
    {
        await using var visit = await house.Site.VisitAsync($"/calls/{house.Traffic.Failed}");
        await Expect(visit.Find(".page-head .state")).ToHaveTextAsync("failed");
        await visit.TakeAsync("call-failed");
    }

    [Fact]
    public async Task A_judge_must_be_shown_with_its_probability_and_its_words()
    {
        await using var site = await house.OpenAsync();
        await site.Admin.EnableAsync("""{ "name": "judged", "policies": [ { "policy": "ToolCallJudge", "config": { "upstream": "judge", "model": "sim/judge" } } ] }""");
        site.Upstream.Answers.Then(ScriptedAnswer.Calls("Bash", """{"command":"sqlite3 app.db 'DROP TABLE users'"}"""));
        var call = await site.Agent.SayAsync("claude-sonnet-4-5", "Clean up the database.");

        await using var visit = await site.VisitAsync($"/calls/{call}");

        await Expect(visit.Find(".decisions .likely").First).ToContainTextAsync("100 %");
        await Expect(visit.Find(".decisions")).ToContainTextAsync("asked sim/judge at judge");
        await Expect(visit.Find(".banner.stop")).ToContainTextAsync("ToolCallJudge");
        await visit.TakePicturesAsync("call-judged");
        await visit.ShouldBeSoundAsync();
    }

    [Theory]
    [InlineData("/calls/00000000000000000000000000000000")]
    [InlineData("/calls/no-id-at-all")]
    [InlineData("/debug/diff?id=00000000000000000000000000000000")]
    [InlineData("/sessions/nobody")]
    [Trait("Spec", "002-46")]
    public async Task What_is_not_on_record_must_be_told(string path)
    {
        await using var visit = await house.Site.VisitAsync(path);
        await Expect(visit.Find(".empty")).ToContainTextAsync("not on record");
        await visit.TakeAsync($"missing{path.Split('?')[0].Replace('/', '-')}");
        await visit.ShouldBeSoundAsync();
    }
}
