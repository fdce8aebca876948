using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Control.Holding;

/// <summary>
/// How long each character of an answer waits between the provider's hand and the client's, and how many wait at once. Provider and client are in this process, so that both read one clock; the answer comes at a
/// model's pace and holds nothing that a policy would change, so that what arrives is what was sent.
/// </summary>
sealed class HoldBack : ISimulatorObserver, IAsyncDisposable
{
    const int Size = 5;
    const int Warm = 20;
    const string Prose = "the quick brown fox jumps over the lazy dog and then walks home slowly, because it is tired. ";

    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    readonly ConcurrentQueue<long> _sent = new();
    SimulatorServer? _provider;

    /// <summary>Where the provider listens.</summary>
    public IPEndPoint Address => new(IPAddress.Loopback, _provider!.Address.Port);

    public static async Task<HoldBack> StartAsync()
    {
        var hold = new HoldBack();
        hold._provider = await SimulatorServer.StartAsync(new SimulatedProvider(Answer, observer: hold));
        return hold;
    }

    /// <summary>One answer of so many deltas.</summary>
    public async Task<HoldFigures> MeasureAsync(Uri gateway, int deltas)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        for (var call = 0; call < Warm; call++)
            await ArrivalsAsync(client, $"at-once/{deltas}");
        _sent.Clear();
        var arrived = await ArrivalsAsync(client, $"paced/{deltas}");
        return HoldFigures.Of(Sent(arrived.FirstContent, deltas), arrived.Pieces);
    }

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? default;

    void ISimulatorObserver.Arrived(SimulatorRequest request)
    {
    }

    void ISimulatorObserver.HeadersSent(SimulatorRequest request)
    {
    }

    void ISimulatorObserver.EventSent(SimulatorRequest request, int count) => _sent.Enqueue(Stopwatch.GetTimestamp());

    void ISimulatorObserver.Ended(SimulatorRequest request, CallEnding ending)
    {
    }

    static ScriptedAnswer Answer(SimulatorRequest request)
    {
        var deltas = int.Parse(request.Model[(request.Model.IndexOf('/') + 1)..]);
        var text = string.Concat(Enumerable.Repeat(Prose, (deltas * Size / Prose.Length) + 1))[..(deltas * Size)];
        var pacing = request.Model.StartsWith("paced", StringComparison.Ordinal) ? new Pacing { Every = Pace } : Pacing.AtOnce;
        return ScriptedAnswer.Of(AnswerPart.Text.Split(text, Size)) with { Pacing = pacing };
    }

    // What stands before the first content is the same for the provider and the client: no policy here changes it.
    List<(long At, int Length)> Sent(int firstContent, int deltas) => [.. _sent.Skip(firstContent).Take(deltas).Select(at => (at, Size))];

    static async Task<(int FirstContent, List<(long At, int Length)> Pieces)> ArrivalsAsync(HttpClient client, string model)
    {
        using var body = new StringContent($$"""{"model":"{{model}}","stream":true,"messages":[{"role":"user","content":"Say something long."}]}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative)) { Content = body };
        request.Headers.Authorization = new("Bearer", "sk-bench");
        using var response = (await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
        var (pieces, events, first) = (new List<(long, int)>(), 0, -1);
        await foreach (var next in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            var at = Stopwatch.GetTimestamp();
            if (LengthOf(next.Data) is > 0 and var length)
            {
                first = first < 0 ? events : first;
                pieces.Add((at, length));
            }
            events++;
        }
        return (first, pieces);
    }

    static int LengthOf(string data) => data.StartsWith('{')
        && JsonElement.Parse(data).GetProperty("choices") is { } choices && choices.GetArrayLength() > 0
        && choices[0].GetProperty("delta").TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String ? content.GetString()!.Length : 0;
}
