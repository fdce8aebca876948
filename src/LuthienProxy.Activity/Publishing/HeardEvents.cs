using System.Text.Json;
using LuthienProxy.Activity.Feed;

namespace LuthienProxy.Activity.Publishing;

/// <summary>
/// Reads what other nodes published. Whatever is not one line of JSON with a sender, a number and a type is refused: the channel may be written by anybody who can
/// reach the Redis, and a line break in a message would be a frame of its own in the pages' streams.
/// </summary>
static class HeardEvents
{
    /// <summary>The largest message that is taken, in bytes. Texts in events are bounded far below.</summary>
    public const int Largest = 32 * 1024;

    const int LongestName = 128;
    const int LongestWord = 64;
    const int LongestEpoch = 16;

    /// <summary>Reads a message; null when it is none.</summary>
    public static HeardEvent? Read(ReadOnlyMemory<byte> message)
    {
        if (message.Length > Largest || message.Span.ContainsAnyInRange((byte)0, (byte)0x1F))
            return null;
        try
        {
            return Parse(message);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static HeardEvent? Parse(ReadOnlyMemory<byte> message)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(message.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        var number = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                members[name] = reader.GetString()!;
            else if (name == "number" && (!reader.TryGetInt64(out number) || number < 0))
                return null;
            else
                reader.Skip();
        }
        // Nothing may follow the object.
        if (reader.Read() || !members.TryGetValue("type", out var type) || !members.TryGetValue("node", out var node) || !members.TryGetValue("epoch", out var epoch))
            return null;
        return IsWord(type) && IsEpoch(epoch) && node is { Length: > 0 and <= LongestName } ? new(Facts(members, type, node), epoch, number, message) : null;
    }

    static EventFacts Facts(Dictionary<string, string> members, string type, string node) => new()
    {
        Type = type,
        Node = node,
        TransactionId = members.GetValueOrDefault("transaction_id"),
        Model = members.GetValueOrDefault("model"),
        SessionId = members.GetValueOrDefault("session_id"),
        Instance = members.GetValueOrDefault("instance"),
        Policy = members.GetValueOrDefault("policy"),
    };

    // It stands in cursors.
    static bool IsEpoch(string text) => text is { Length: > 0 and <= LongestEpoch } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    static bool IsWord(string text) => text is { Length: > 0 and <= LongestWord } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_');
}
