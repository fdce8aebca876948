using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Targets;
using LuthienProxy.LoadTest.Verifying;
using Microsoft.AspNetCore.Http;

namespace LuthienProxy.LoadTest.Tests.Lies;

/// <summary>A proxy that does not deliver what the provider said is caught each time, and by the right reason.</summary>
[Trait("Spec", "000-56")]
public sealed class LieSpec : IAsyncLifetime
{
    Upstream _provider = null!;

    public async Task InitializeAsync() => _provider = await Upstream.StartAsync(0, inOwnProcess: false, TimeProvider.System, CancellationToken.None);

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task The_truth_must_be_clean(string format) => await CleanAsync(format, Lie.None);

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_changed_letter_must_be_seen_wherever_it_stands(string format)
    {
        foreach (var letter in (int[])[0, 3, 8, 14, 22, 27])
            await CaughtAsync(format, FailureReason.Corrupted, events => Lie.Changed(events, delta => Lie.OtherLetter(delta, letter)));
    }

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_letter_that_is_missing_must_be_seen(string format) =>
        await CaughtAsync(format, FailureReason.Corrupted, events => Lie.Changed(events, delta => delta.Replace("] \"", "]\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_lost_delta_must_be_seen(string format) => await CaughtAsync(format, FailureReason.Lost, Lie.Lost);

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task Two_deltas_in_the_wrong_order_must_be_seen(string format) => await CaughtAsync(format, FailureReason.Reordered, Lie.Reordered);

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_delta_that_comes_twice_must_be_seen(string format) => await CaughtAsync(format, FailureReason.Duplicated, Lie.Duplicated);

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_delta_of_another_call_must_be_seen(string format)
    {
        string? first = null;
        var figures = await LiedToAsync(format, events => Lie.Changed(events, delta => Interlocked.CompareExchange(ref first, delta, null) ?? delta));
        figures.Clean.ShouldBe(1, "the first one's own");
        figures.Failures.ShouldHaveSingleItem().Reason.ShouldBe(FailureReason.Foreign);
        figures.Failed.ShouldBe(Runs.Calls - 1);
    }

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_stream_that_breaks_off_must_be_seen(string format)
    {
        await CaughtAsync(format, FailureReason.Truncated, events => Lie.UpTo(events, Lie.Close));
        await CaughtAsync(format, FailureReason.Truncated, events => Lie.UpTo(events));
        await CaughtAsync(format, FailureReason.Truncated, _ => []);
        await CaughtAsync(format, FailureReason.Reset, events => Lie.UpTo(events, Lie.Reset));
    }

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_stream_that_stands_still_must_be_seen(string format)
    {
        await using var proxy = await LyingProxy.StartAsync(_provider.Address, events => Lie.UpTo(events, Lie.Stall));
        var figures = await Runs.AgainstAsync(proxy.Address, Runs.Of(format) with { Patience = TimeSpan.FromMilliseconds(200), MaxCalls = 2 });
        (figures.Clean, figures.Failed).ShouldBe((0, 2));
        figures.Failures.ShouldHaveSingleItem().Reason.ShouldBe(FailureReason.Stalled);
    }

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_stream_without_its_terminator_must_be_seen(string format) => await CaughtAsync(format, FailureReason.NoTerminator, events => events[..^1]);

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task What_comes_after_the_end_must_be_seen(string format)
    {
        await CaughtAsync(format, FailureReason.Misplaced, events => Lie.AfterTheEnd(events, all => all[^1]));
        await CaughtAsync(format, FailureReason.Misplaced, events => Lie.AfterTheEnd(events, Lie.Delta));
        await CaughtAsync(format, FailureReason.Misplaced, events => Lie.AfterTheEnd(events, all => all[0]));
    }

    [Theory]
    [InlineData("Chat", "\"stop\"", "\"length\"")]
    [InlineData("Responses", "\"status\":\"completed\",\"background\"", "\"status\":\"incomplete\",\"background\"")]
    [InlineData("Messages", "\"end_turn\"", "\"max_tokens\"")]
    public async Task Another_end_than_the_providers_must_be_seen(string format, string end, string other) =>
        await CaughtAsync(format, FailureReason.WrongEnd, events => events.Select(told => told.Replace(end, other, StringComparison.Ordinal)));

    [Fact]
    public async Task Another_text_at_the_end_than_in_the_deltas_must_be_seen() =>
        await CaughtAsync("Responses", FailureReason.Corrupted, events => [.. events[..^1], Lie.OtherLetter(events[^1], 8)]);

    [Theory]
    [InlineData("Chat", "data: {\"error\":{\"message\":\"too bad\"}}")]
    [InlineData("Responses", "event: error\ndata: {\"type\":\"error\",\"message\":\"too bad\"}")]
    [InlineData("Messages", "event: error\ndata: {\"type\":\"error\",\"error\":{\"message\":\"too bad\"}}")]
    public async Task A_stream_that_says_that_it_failed_must_be_told_with_its_words(string format, string error) =>
        (await CaughtAsync(format, FailureReason.ErrorEvent, events => Lie.UpTo(events, error))).First.ShouldBe("too bad");

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task What_is_no_JSON_must_be_seen(string format) => await CaughtAsync(format, FailureReason.Malformed, events => Lie.Changed(events, delta => delta[..^1]));

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task What_is_no_answer_at_all_must_be_told_with_its_words(string format)
    {
        (await AnsweredAsync(format, FailureReason.Status, (http, _) => SayAsync(http, 503, "text/plain", "no room"))).First.ShouldBe("503 no room");
        (await AnsweredAsync(format, FailureReason.Malformed, (http, _) => SayAsync(http, 200, "text/html", "<h1>hello</h1>"))).First.ShouldEndWith("<h1>hello</h1>");
    }

    [Theory]
    [InlineData("Chat"), InlineData("Responses"), InlineData("Messages")]
    public async Task A_body_must_be_judged_as_a_stream_is(string format)
    {
        var plain = Runs.Of(format) with { PlainPercent = 100 };
        await using var truth = await LyingProxy.StartAsync(_provider.Address, async (http, said) => await http.Response.Body.WriteAsync(said));
        (await Runs.AgainstAsync(truth.Address, plain)).Clean.ShouldBe(Runs.Calls);
        await using var lie = await LyingProxy.StartAsync(_provider.Address, async (http, said) => await http.Response.WriteAsync(Lie.OtherLetter(System.Text.Encoding.UTF8.GetString(said), 40)));
        Caught(await Runs.AgainstAsync(lie.Address, plain), FailureReason.Corrupted);
        await using var part = await LyingProxy.StartAsync(_provider.Address, async (http, said) => await http.Response.Body.WriteAsync(said.AsMemory(0, said.Length / 2)));
        Caught(await Runs.AgainstAsync(part.Address, plain), FailureReason.Malformed);
    }

    [Fact]
    public async Task A_client_that_leaves_must_see_what_was_wrong_before()
    {
        var leaving = Runs.Of("Chat") with { LeavePercent = 100, MaxCalls = 30 };
        await using var truth = await LyingProxy.StartAsync(_provider.Address, Lie.None);
        var figures = await Runs.AgainstAsync(truth.Address, leaving);
        (figures.Left, figures.Failed).ShouldBe((30, 0));
        await using var lie = await LyingProxy.StartAsync(_provider.Address, Lie.Duplicated);
        var lied = await Runs.AgainstAsync(lie.Address, leaving);
        lied.Failures.ShouldHaveSingleItem().Reason.ShouldBe(FailureReason.Duplicated);
        (lied.Left + lied.Failed).ShouldBe(30);
        lied.Left.ShouldBeGreaterThan(0, "some leave before it");
    }

    async Task CleanAsync(string format, Func<List<string>, IEnumerable<string>> lie) => (await LiedToAsync(format, lie)).Clean.ShouldBe(Runs.Calls);

    async Task<FailureCount> CaughtAsync(string format, FailureReason reason, Func<List<string>, IEnumerable<string>> lie) => Caught(await LiedToAsync(format, lie), reason);

    async Task<FailureCount> AnsweredAsync(string format, FailureReason reason, Func<HttpContext, byte[], Task> answer)
    {
        await using var proxy = await LyingProxy.StartAsync(_provider.Address, answer);
        return Caught(await Runs.AgainstAsync(proxy.Address, Runs.Of(format)), reason);
    }

    async Task<Figures> LiedToAsync(string format, Func<List<string>, IEnumerable<string>> lie)
    {
        await using var proxy = await LyingProxy.StartAsync(_provider.Address, lie);
        return await Runs.AgainstAsync(proxy.Address, Runs.Of(format));
    }

    static FailureCount Caught(Figures figures, FailureReason reason)
    {
        (figures.Clean, figures.Failed).ShouldBe((0, Runs.Calls), string.Join(", ", figures.Failures));
        var failure = figures.Failures.ShouldHaveSingleItem();
        failure.Reason.ShouldBe(reason, failure.First);
        return failure;
    }

    static Task SayAsync(HttpContext http, int status, string type, string words)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        return http.Response.WriteAsync(words);
    }
}
