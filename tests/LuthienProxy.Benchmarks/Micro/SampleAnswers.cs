using System.Text;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>Answers of the simulator as bytes.</summary>
static class SampleAnswers
{
    /// <summary>The body of one call.</summary>
    public static byte[] Body(string path, string model, bool stream)
    {
        using var invoker = new HttpMessageInvoker(new SimulatorHandler(new SimulatedProvider()));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("http://simulator.invalid" + path)) { Content = new ByteArrayContent(Request(path, model, stream, messages: 1)) };
        using var response = invoker.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        return response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }

    /// <summary>The body of a request with so many messages.</summary>
    public static byte[] Request(string path, string model, bool stream, int messages)
    {
        var history = path.EndsWith("responses", StringComparison.Ordinal) ? "input" : "messages";
        var turns = string.Join(',', Enumerable.Range(0, messages).Select(i => $$"""{"role":"{{(i % 2 == 0 ? "user" : "assistant")}}","content":"Message {{i}} says something \"quoted\" and goes on for a line or so."}"""));
        return Encoding.UTF8.GetBytes($$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"max_tokens":1000,"{{history}}":[{{turns}}]}""");
    }
}
