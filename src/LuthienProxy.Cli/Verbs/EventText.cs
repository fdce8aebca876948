using System.Globalization;
using System.Text.Json;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Events as text, one a line.</summary>
static class EventText
{
    static readonly string[] Ends = ["transaction.completed", "transaction.blocked", "transaction.failed", "transaction.cancelled", "transaction.interrupted"];

    /// <summary>Writes what happens until <paramref name="isLast"/> says so, or Ctrl+C.</summary>
    /// <exception cref="PbmException">The gateway ended the stream before.</exception>
    public static async Task<int> TailAsync(NodeStream stream, Session session, Func<HappenedEvent, bool> isLast, CancellationToken cancellation)
    {
        try
        {
            await foreach (var json in stream.EventsAsync(cancellation))
            {
                if (isLast(Write(json, session)))
                    return ExitCode.Ok;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The person has seen enough.
            return ExitCode.Ok;
        }
        throw new PbmException(ExitCode.NoConnection, "The gateway ended the stream.");
    }

    /// <summary>Whether a call has ended with it.</summary>
    public static bool IsEnd(HappenedEvent happened) => Ends.Contains(happened.Type);

    static HappenedEvent Write(string json, Session session)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var happened = document.Deserialize(ApiAnswers.Default.HappenedEvent) ?? throw new JsonException("null");
            if (session.Screen.IsJson)
                session.Screen.Json(document.RootElement);
            else
                session.Screen.Line(Words(happened));
            session.Screen.Out.Flush();
            return happened;
        }
        catch (JsonException cause)
        {
            throw new PbmException(ExitCode.Failed, $"The gateway sends events in a form that this pbm does not know: {cause.Message}", cause);
        }
    }

    static string Words(HappenedEvent happened) => PlainText.Line(string.Join("  ", new[]
    {
        happened.At.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture),
        happened.Type.PadRight(22),
        happened.TransactionId,
        happened.Model,
        What(happened),
    }.Where(part => part is { Length: > 0 })));

    static string? What(HappenedEvent happened) => happened.Type switch
    {
        "transaction.opened" => happened.Path,
        "transaction.state" => happened.State,
        "transaction.first_byte" => $"after {Humane.Duration(happened.AfterMs)}",
        "transaction.progress" => $"{Humane.Bytes(happened.Bytes ?? 0)} in {Humane.Count(happened.Deltas ?? 0)} deltas",
        "policy.decided" => $"{Name(happened.Policy)}: {happened.Verdict}{(happened.IsShadow == true ? " (shadow)" : "")}{Probability(happened)}{(happened.Reason is { } reason ? ", " + reason : "")}",
        "policy.activated" => happened.Name is null ? "none" : $"{happened.Name} version {happened.Version}",
        "dependency.state" => $"{happened.Dependency} is {happened.State}{(happened.Detail is { } detail ? ": " + detail : "")}",
        "gap" => $"{(happened.Missed is > 0 and var missed ? Humane.Count(missed) : "some")} events are missing: {happened.Reason}",
        _ when IsEnd(happened) => $"{happened.Status} after {Humane.Duration(happened.DurationMs)}{(happened.Error is { } error ? ": " + error : "")}",
        _ => happened.Node,
    };

    static string Probability(HappenedEvent happened) => happened.Probability is { } probability ? string.Create(CultureInfo.InvariantCulture, $" {probability:0.00}") : "";

    static string? Name(JsonElement? policy) => policy is { ValueKind: JsonValueKind.String } name ? name.GetString() : null;
}
