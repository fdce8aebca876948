using System.Text;
using LuthienProxy.Host.Tests.Endpoints;

namespace LuthienProxy.Host.Tests.Load;

/// <summary>Many streams at once: each client gets its own answer, whole and in order.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "002-32")]
public sealed class CrossTalkSpec : GatewaySpec
{
    const int Streams = 1_000;

    [Fact]
    [Trait("Spec", "002-31")]
    public async Task A_thousand_streams_at_once_must_not_hear_each_other()
    {
        // Every delta names the call that it belongs to, and its place.
        Upstream.Answers.Otherwise(request => ScriptedAnswer.Of(new AnswerPart.Text([.. Enumerable.Range(0, 20).Select(i => $"<{request.Model}:{i}>")])));
        var gateway = await StartAsync();
        var apis = Enum.GetValues<SimulatorApi>();
        var answers = await Task.WhenAll(Enumerable.Range(0, Streams).Select(i => AskAsync(gateway, apis[i % apis.Length], $"call-{i}")));
        answers.SelectMany(answer => StreamingSpec.Judge(answer.Api, answer.Bytes)).ShouldBeEmpty();
        answers.Where(answer => Mentions(answer.Bytes) != string.Concat(Enumerable.Range(0, 20).Select(i => $"<{answer.Model}:{i}>"))).Select(answer => answer.Model).ShouldBeEmpty();
    }

    static async Task<(SimulatorApi Api, string Model, byte[] Bytes)> AskAsync(TestGateway gateway, SimulatorApi api, string model) =>
        (api, model, await (await gateway.AskAsync(api, Asking.Body(api, stream: true, model: model))).Content.ReadAsByteArrayAsync());

    /// <summary>All deltas' texts in their order; what repeats them at the end of an item is left out.</summary>
    static string Mentions(byte[] stream) =>
        string.Concat(Encoding.UTF8.GetString(stream).Split('\n')
            .Where(line => line.StartsWith("data: {", StringComparison.Ordinal) && (line.Contains("delta\"", StringComparison.Ordinal) || line.Contains("\"delta\":", StringComparison.Ordinal)))
            .SelectMany(line => System.Text.RegularExpressions.Regex.Matches(line, "<call-[0-9]+:[0-9]+>").Select(match => match.Value)));
}
