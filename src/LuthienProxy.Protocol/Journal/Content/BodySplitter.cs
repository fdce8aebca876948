using System.Text.Json;

namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>
/// Takes a request body apart, so that what many bodies share is kept once: the history of a session, its tools, its instructions. To the byte:
/// <see cref="BodyAssembler"/> gives the body back, whatever it is. One pass, linear. Thread-safe.
/// </summary>
/// <remarks>
/// 1. The elements of the body's <c>messages</c> and <c>input</c> that are objects become items. What stands between two of them belongs to the latter.
/// 2. A string of at least <see cref="MinValue"/> bytes becomes a content, wherever it stands; so does the value of every <c>tools</c>.
/// 3. So do more than <see cref="MaxLiteral"/> bytes in a row that neither rule takes.
/// 4. A body that is not JSON, or is nested too deep, is one run for rule 3.
/// </remarks>
public static class BodySplitter
{
    /// <summary>Strings and tools of at least this many bytes are contents: for shorter ones, hash and row cost more than the value.</summary>
    public const int MinValue = 256;

    /// <summary>The longest run of bytes that stays in a skeleton.</summary>
    public const int MaxLiteral = 2048;

    /// <summary>The deepest nesting that is taken apart; agents' tool inputs nest past 200 (H10).</summary>
    public const int MaxDepth = 1024;

    /// <summary>Takes a body apart.</summary>
    public static SplitBody Split(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new SplitRun(body).Json();
        }
        catch (JsonException)
        {
            return new SplitRun(body).Opaque();
        }
    }
}
