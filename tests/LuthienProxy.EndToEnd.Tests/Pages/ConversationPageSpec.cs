using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;
using static LuthienProxy.EndToEnd.Tests.Pages.Agent;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>What was said, session by session: titles, each thing once whatever the agent does with its history, search, export, and five thousand messages.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneBrowserAtATime))]
public sealed class ConversationPageSpec(PageHouse house, ITestOutputHelper output)
{
    const string Spoken = "() => [...document.querySelectorAll('.virtual .said')].map((said) => said.textContent)";
    const string Whole = "main [role=status].soft:not(.number)";

    [Fact]
    [Trait("Spec", "I-64")]
    public async Task Each_thing_must_be_shown_once_after_retry_rewrite_resume_and_compaction()
    {
        const string session = "session-with-detours";
        var history = new List<object> { Said("user", "Question one.") };
        await AnswerAsync(history, "Answer one.");
        history.AddRange([Said("assistant", "Answer one."), Said("user", "Question two.")]);
        await AnswerAsync(history, "Answer two.");
        await AnswerAsync(history, "Answer two, tried again.");
        // Rewritten: the second question is asked in other words.
        history[^1] = Said("user", "Question two, in other words.");
        await AnswerAsync(history, "Answer to the other words.");
        // Resumed by another process of the agent, which says all of it again.
        history.AddRange([Said("assistant", "Answer to the other words."), Said("user", "Question three.")]);
        await AnswerAsync([.. history], "Answer three.");
        // Compacted: what was said before is a summary now.
        await AnswerAsync([Said("user", "Summary of what was said."), Said("assistant", "Understood."), Said("user", "Question four.")], "Answer four.");

        await using var visit = await house.Site.VisitAsync($"/sessions/{session}");
        await visit.SettleAsync();
        await Expect(visit.Find("main h1")).ToHaveTextAsync("Question one.");

        (await visit.Page.EvaluateAsync<string[]>(Spoken)).ShouldBe(
        [
            "Question one.", "Answer one.", "Question two.", "Answer two.", "Answer two, tried again.", "Question two, in other words.", "Answer to the other words.",
            "Question three.", "Answer three.", "Summary of what was said.", "Understood.", "Question four.", "Answer four.",
        ]);
        await visit.TakeAsync("session-detours");

        async Task AnswerAsync(IEnumerable<object> messages, string answer)
        {
            house.Site.Upstream.Answers.Then(LuthienProxy.Simulator.ScriptedAnswer.Says(answer));
            await house.Site.Agent.SendAsync("/v1/messages", Messages("claude-sonnet-4-5", stream: true, [.. messages]), session);
        }
    }

    [Fact]
    public async Task What_was_said_must_be_found_on_the_server_and_lead_to_its_call()
    {
        await using var visit = await house.Site.VisitAsync("/history");
        await visit.SettleAsync();
        await Expect(visit.Find($".entry a[href='/sessions/{Traffic.Conversation}']")).ToHaveTextAsync("Why is the build so slow? Look at the timings in build.log, please.");
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync("timings build.log");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Find(".entry").First).ToContainTextAsync("Why is the build so slow?");
        visit.Page.Url.ShouldEndWith("?text=timings+build.log");
        await visit.Page.GoBackAsync();
        await Expect(visit.Find("h2").First).ToHaveTextAsync("Sessions");
    }

    [Fact]
    [Trait("Spec", "002-46")]
    public async Task A_search_that_finds_nothing_must_say_so()
    {
        await using var visit = await house.Site.VisitAsync("/history?text=nobody-ever-said-this");
        await Expect(visit.Find(".empty")).ToContainTextAsync("Nothing on record matches");
        await visit.TakeAsync("search-nothing");
    }

    [Theory]
    [Trait("Spec", "002-28")]
    [InlineData("Export as Markdown", ".md", "text/markdown")]
    [InlineData("as JSON lines", ".jsonl", "application/x-ndjson")]
    public async Task An_export_must_be_a_download_that_no_browser_runs(string name, string ending, string type)
    {
        await using var visit = await house.Site.VisitAsync($"/sessions/{Traffic.HostileSession}");
        await visit.SettleAsync();
        var link = visit.Named(AriaRole.Link, name);
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        download.SuggestedFilename.ShouldEndWith(ending);
        (await File.ReadAllTextAsync(await download.PathAsync(), Encoding.UTF8)).ShouldContain("window.hacked");

        var response = await visit.Page.Context.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);

        response.Headers["content-type"].ShouldStartWith(type);
        response.Headers["content-disposition"].ShouldStartWith("attachment");
        response.Headers["x-content-type-options"].ShouldBe("nosniff");
        await visit.ShouldBeSoundAsync();
    }

    [Fact]
    [Trait("Spec", "002-25")]
    public async Task Five_thousand_messages_must_be_there_within_a_second_with_few_of_them_drawn()
    {
        await using var site = await house.OpenAsync();
        await LongAsync(site, "long-session", turns: 2500);
        await using var visit = await site.VisitAsync("/");
        await visit.Page.AddInitScriptAsync("(function look() { if (document.querySelectorAll('.spoken').length > 5) window.shownAt = performance.now(); else requestAnimationFrame(look); })()");

        var shown = new List<double>();
        for (var attempt = 0; attempt < 3; attempt++)
            shown.Add(await FirstPaintAsync(visit));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first messages on the screen after {string.Join(", ", shown.Select(ms => $"{ms:F0} ms"))}"));
        shown.Min().ShouldBeLessThan(1000);
        await Expect(visit.Find(Whole)).ToContainTextAsync("entries", new() { Timeout = 60_000 });
        await Expect(visit.Find(Whole)).Not.ToContainTextAsync("so far", new() { Timeout = 60_000 });
        (await visit.Find(".virtual-entry").CountAsync()).ShouldBeLessThan(500);
        await visit.TakePicturesAsync("session-long");
        await FindAsync(visit, "The needle lies here");
        (await visit.Find(".virtual-entry").CountAsync()).ShouldBeLessThan(500);
        await visit.ShouldBeSoundAsync();
    }

    static async Task<double> FirstPaintAsync(Visit visit)
    {
        await visit.GoAsync("/sessions/long-session");
        await visit.Page.WaitForFunctionAsync("() => window.shownAt");
        return await visit.Page.EvaluateAsync<double>("() => window.shownAt");
    }

    static async Task FindAsync(Visit visit, string words)
    {
        await visit.Page.Keyboard.PressAsync("Control+f");
        await visit.Page.Keyboard.TypeAsync(words);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Find(".find [role=status]")).ToHaveTextAsync("1 of 1");
        await Expect(visit.Find(".virtual")).ToContainTextAsync(words);
    }

    // The history is repeated in each call, as agents do it; a hundred turns at a time, so that it does not take minutes.
    static async Task LongAsync(Site site, string session, int turns)
    {
        for (var turn = 0; turn < turns; turn += 100)
        {
            var messages = Enumerable.Range(turn, 100).SelectMany(number => new[] { Said("user", $"Question {number}: what comes after {number}?"), Said("assistant", number == 1234 ? "The needle lies here." : $"Answer {number}: it is {number + 1}.") });
            await site.Agent.SendAsync("/v1/messages", Messages("sim/hello", stream: true, [.. messages, Said("user", $"And after all of these {turn}?")]), session);
        }
    }
}
