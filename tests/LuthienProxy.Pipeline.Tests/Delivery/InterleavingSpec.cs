using System.Globalization;
using System.Text.RegularExpressions;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Delivery;

/// <summary>
/// Sixty-four providers speak at once, in an order and in pieces that a seed decides: every stream keeps its own indices, contiguous, and its own words. The
/// seeds stand here; a failed test names its own, and running it again gives the same interleaving.
/// </summary>
[Trait("Spec", "002-45")]
public sealed partial class InterleavingSpec : GatewayHarness
{
    const int Streams = 64;
    const int Words = 12;
    const int LargestPiece = 240;

    static readonly string[] Formats = ["chat", "messages", "responses"];

    public InterleavingSpec() => Recording = null;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(45)]
    [InlineData(977)]
    [InlineData(31_337)]
    [InlineData(65_537)]
    [InlineData(20_260_727)]
    [Trait("Spec", "002-31")]
    public async Task Every_stream_must_keep_its_own_indices_and_words(int seed)
    {
        var (answers, _) = await RunAsync(seed);
        answers.SelectMany(answer => WireFormats.Violations(answer.Format, answer.Text)).ShouldBeEmpty($"seed {seed}");
        answers.Where(answer => Mentions(answer) != Said(answer.Stream)).Select(answer => answer.Stream).ShouldBeEmpty($"seed {seed}");
        answers.Where(answer => answer.Format == "responses").Where(answer => !AreContiguous(Numbers(answer.Text))).Select(answer => answer.Stream).ShouldBeEmpty($"seed {seed}");
    }

    [Fact]
    public async Task A_seed_must_give_the_same_interleaving_again_and_another_seed_another()
    {
        var (_, first) = await RunAsync(977);
        var (_, again) = await RunAsync(977);
        var (_, other) = await RunAsync(978);
        again.ShouldBe(first);
        other.ShouldNotBe(first);
        // Streams take turns: what was delivered is not one stream after the other.
        first.Zip(first.Skip(1)).Count(pair => pair.First.Stream != pair.Second.Stream).ShouldBeGreaterThan(first.Count / 2);
    }

    /// <summary>Runs all streams in the seed's order; answers with what each client got, and with who was delivered how much, in order.</summary>
    async Task<(IReadOnlyList<Answer> Answers, IReadOnlyList<(int Stream, long Bytes)> Deliveries)> RunAsync(int seed)
    {
        Upstream.Answers.Otherwise(request => ScriptedAnswer.Of(
            new AnswerPart.Text([.. Enumerable.Range(0, Words).Select(word => $"<{request.Model}:{word}>")]),
            AnswerPart.ToolCall.Fragmented("look", $$"""{"for":"<{{request.Model}}:{{Words}}>"}"""),
            AnswerPart.ToolCall.Fragmented("look", $$"""{"for":"<{{request.Model}}:{{Words + 1}}>"}""")));
        var deliveries = new List<(int, long)>();
        var streams = await Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => StartAsync(stream, bytes => deliveries.Add((stream, bytes)))));
        // Away from the test's context, so that what is fed runs on at once.
        await Task.Run(() => Feed([.. streams.Select(stream => stream.Body)], new Random(seed)));
        var answers = new List<Answer>();
        foreach (var stream in streams)
        {
            (await stream.Running).ShouldBeOfType<TransactionOutcome.Completed>();
            answers.Add(new(stream.Stream, stream.Format, await stream.Client.ReadAllAsync()));
            stream.Client.Dispose();
            stream.Target.Dispose();
        }
        return (answers, deliveries);
    }

    static void Feed(List<HandFedBody> bodies, Random random)
    {
        while (bodies.Count > 0)
        {
            var next = random.Next(bodies.Count);
            bodies[next].Feed(random.Next(1, LargestPiece));
            if (bodies[next].IsSpent)
                bodies.RemoveAt(next);
        }
    }

    async Task<Started> StartAsync(int stream, Action<long> delivered)
    {
        var format = Formats[stream % Formats.Length];
        var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(format), model: $"s{stream}");
        var body = new HandFedBody(await SaidAsync(call));
        var target = new Upstream(new UpstreamOptions { Name = "hand-fed", Provider = Provider.OpenAI, BaseUrl = new Uri("http://hand-fed.invalid") }, new Answering(body));
        // Half of them by way of a policy's stage.
        call = call with { Targets = [new(target, null)], Policies = stream % 2 == 0 ? call.Policies : Bound.To(new NoOpPolicy()) };
        var running = Gateway.RunAsync(call);
        await body.Parked;
        client.OnFlush = delivered;
        return new(stream, format, client, target, body, running);
    }

    /// <summary>What the scripted provider says to the call, as bytes.</summary>
    async Task<byte[]> SaidAsync(Call call)
    {
        using var provider = new HttpClient(new SimulatorHandler(Upstream.Provider));
        using var content = new ByteArrayContent(call.Body!.Value.ToArray());
        using var response = await provider.PostAsync(new Uri($"http://simulator.invalid{call.PathAndQuery}"), content);
        return await response.Content.ReadAsByteArrayAsync();
    }

    static string Said(int stream) => string.Concat(Enumerable.Range(0, Words + 2).Select(word => $"<s{stream}:{word}>"));

    /// <summary>The words in the order of their first mention: some formats repeat them where an item ends. Arguments come in pieces: put together first.</summary>
    static string Mentions(Answer answer) => string.Concat(Mention().Matches(Pieces(answer)).Select(match => match.Value).Distinct());

    static string Pieces(Answer answer) => string.Concat(DeltaText().Matches(answer.Text).Select(match => Regex.Unescape(match.Groups[1].Value)));

    static int[] Numbers(string text) => [.. SequenceNumber().Matches(text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    static bool AreContiguous(int[] numbers) => numbers.Length > Words && numbers.SequenceEqual(Enumerable.Range(0, numbers.Length));

    [GeneratedRegex("<s[0-9]+:[0-9]+>")]
    private static partial Regex Mention();

    [GeneratedRegex("\"(?:content|text|delta|arguments|partial_json)\": ?\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex DeltaText();

    [GeneratedRegex("\"sequence_number\": ?([0-9]+)")]
    private static partial Regex SequenceNumber();

    sealed record Answer(int Stream, string Format, string Text);

    sealed record Started(int Stream, string Format, TestClient Client, Upstream Target, HandFedBody Body, Task<TransactionOutcome> Running);

    sealed class Answering(Stream body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(body) { Headers = { ContentType = new("text/event-stream") } } });
    }
}
