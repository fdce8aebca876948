using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary>A stream of lines, written as they come.</summary>
static class LineTail
{
    /// <summary>Writes until Ctrl+C, or until so many were written.</summary>
    /// <param name="session">The gateway and the screen.</param>
    /// <param name="path">The stream.</param>
    /// <param name="type">The form of its lines.</param>
    /// <param name="words">A line in words; null for one that is not wanted.</param>
    /// <param name="count">How many; 0: never enough.</param>
    /// <param name="cancellation">Ctrl+C.</param>
    /// <exception cref="PbmException">The gateway ended the stream before.</exception>
    public static async Task<int> RunAsync<T>(Session session, string path, JsonTypeInfo<T> type, Func<T, string?> words, int count, CancellationToken cancellation)
    {
        try
        {
            using var stream = await session.Node.OpenAsync(path, cancellation);
            await foreach (var json in stream.EventsAsync(cancellation))
            {
                if (Write(session, json, type, words) && --count == 0)
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

    static bool Write<T>(Session session, string json, JsonTypeInfo<T> type, Func<T, string?> words)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (words(document.Deserialize(type) ?? throw new JsonException("null")) is not { } text)
                return false;
            if (session.Screen.IsJson)
                session.Screen.Json(document.RootElement);
            else
                session.Screen.Line(PlainText.Line(text));
            session.Screen.Out.Flush();
            return true;
        }
        catch (JsonException cause)
        {
            throw new PbmException(ExitCode.Failed, $"The gateway sends lines in a form that this pbm does not know: {cause.Message}", cause);
        }
    }
}
