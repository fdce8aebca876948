using System.Text;

namespace LuthienProxy.Benchmarks.Compare.Load;

/// <summary>One request that is sent again and again.</summary>
/// <param name="Path">Of the endpoint: the wire format.</param>
/// <param name="Model">The simulated model: what the answer is and how it is paced.</param>
/// <param name="IsStream">Whether a stream is asked for.</param>
sealed record LoadRequest(string Path, string Model, bool IsStream = true)
{
    public const string Chat = "/v1/chat/completions";
    public const string Responses = "/v1/responses";
    public const string Messages = "/v1/messages";

    /// <summary>Further header lines, each with its end.</summary>
    public string Headers { get; init; } = "";

    /// <summary>The bytes on the wire.</summary>
    public byte[] Encode()
    {
        var history = Path == Responses ? "input" : "messages";
        var body = $$"""{"model":"{{Model}}","stream":{{(IsStream ? "true" : "false")}},"max_tokens":1000,"{{history}}":[{"role":"user","content":"Say something long."}]}""";
        return Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: gateway.test\r\nAuthorization: Bearer sk-bench\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{Headers}\r\n{body}");
    }
}
