using System.Buffers;
using System.Net;
using System.Text;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>Reads what a judge's upstream replied. Failures name the upstream and the status, never a word of the reply: it may quote what was asked, or a key.</summary>
static class JudgeReply
{
    const int FirstRead = 4 * 1024;

    /// <exception cref="MalformedResponseException">The body is not an answer of the provider's format.</exception>
    public static async ValueTask<JudgeOutcome> ReadAsync(HttpResponseMessage response, Upstream upstream, int maxBytes, TimeProvider time, CancellationToken cancellation)
    {
        var name = upstream.Options.Name;
        if (!response.IsSuccessStatusCode)
            return OfStatus(response, name, time);
        if (await BodyAsync(response, maxBytes, cancellation) is not { } body)
            return Broken($"the judge '{name}' answered with more than {maxBytes} bytes.");
        IWireFormat format = upstream.Options.Provider == Provider.Anthropic ? AnthropicFormat.Instance : ChatFormat.Instance;
        return OfEvents(format.DecodeBody(body), name);
    }

    /// <summary>A failure of the upstream that asking again may get past.</summary>
    public static JudgeOutcome.Failed Broken(string message, Exception? inner = null) => new(new(message, inner: inner), IsBroken: true);

    static JudgeOutcome.Failed OfStatus(HttpResponseMessage response, string name, TimeProvider time)
    {
        var mayRetry = RetryPlan.IsTransient(response.StatusCode);
        var message = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"the judge '{name}' does not accept the server's key ({(int)response.StatusCode}).",
            HttpStatusCode.NotFound => $"the judge '{name}' does not know the model (404).",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => $"the judge '{name}' wants to send the question elsewhere ({(int)response.StatusCode}), which is not done with a key.",
            _ => $"the judge '{name}' answered {(int)response.StatusCode}.",
        };
        return new(new(message, mayRetry) { RetryAfter = mayRetry ? Asked(response, time) : null }, IsBroken: mayRetry);
    }

    static TimeSpan? Asked(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delay } => delay,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };

    static async ValueTask<ReadOnlyMemory<byte>?> BodyAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var body = new ArrayBufferWriter<byte>(FirstRead);
        while (await stream.ReadAsync(body.GetMemory(), cancellation) is > 0 and var count)
        {
            body.Advance(count);
            if (body.WrittenCount > maxBytes)
                return null;
        }
        return body.WrittenMemory;
    }

    static JudgeOutcome OfEvents(IReadOnlyList<ResponseEvent> events, string name)
    {
        var text = new StringBuilder();
        var said = new HashSet<BlockId>();
        foreach (var next in events)
        {
            switch (next)
            {
                case BlockStarted { Kind: BlockKind.Text, Choice: 0 } started:
                    said.Add(started.Block);
                    break;
                case BlockDelta { Kind: DeltaKind.Text } delta when said.Contains(delta.Block):
                    text.Append(delta.Text);
                    break;
                case ChoiceStopped { Choice: 0, Reason.Kind: StopKind.MaxTokens }:
                    return Useless($"the judge '{name}' was cut off by its token limit before it had answered.");
                case ChoiceStopped { Choice: 0, Reason.Kind: StopKind.Refusal or StopKind.ContentFilter }:
                    return Useless($"the judge '{name}' refused to answer.");
                case ResponseFailed:
                    return Broken($"the judge '{name}' answered with an error.");
            }
        }
        return new JudgeOutcome.Answered(text.ToString());
    }

    // Asked again it would do the same, and the upstream works.
    static JudgeOutcome.Failed Useless(string message) => new(new(message, mayRetry: false), IsBroken: false);
}
