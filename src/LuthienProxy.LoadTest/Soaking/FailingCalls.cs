using System.Text;
using LuthienProxy.LoadTest.Stamps;
using LuthienProxy.Simulator;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>Calls whose upstream fails, in every way of the catalogue that comes to an end by itself. What the gateway makes of it is judged elsewhere; here it must only leave nothing behind.</summary>
static class FailingCalls
{
    const int AtOnce = 4;

    static readonly string[] Faults = [.. FaultCatalogue.All.Where(fault => fault.Effect is not (FaultEffect.Harmless or FaultEffect.Hangs)).Select(fault => fault.Name)];

    /// <summary>Makes so many, of a round.</summary>
    public static async Task MakeAsync(SoakTarget target, int round, int calls, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = target.Target.Base };
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async lane =>
        {
            for (var call = lane; call < calls; call += AtOnce)
                await MakeAsync(http, Faults[((round * calls) + call) % Faults.Length], call % 2 == 0, stop);
        }));
    }

    static async Task MakeAsync(HttpClient http, string fault, bool streamed, CancellationToken stop)
    {
        using var body = new StringContent(
            $$"""{"model":"{{StampedUpstream.Prefix}}text?deltas=10&size=32&fault={{fault}}","stream":{{(streamed ? "true" : "false")}},"messages":[{"role":"user","content":"fail"}]}""", Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.PostAsync(new Uri("v1/chat/completions", UriKind.Relative), body, stop);
            _ = await answer.Content.ReadAsByteArrayAsync(stop);
        }
        catch (HttpRequestException)
        {
            // Broken off, as its upstream was.
        }
    }
}
