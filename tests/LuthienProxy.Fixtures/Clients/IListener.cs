using System.Text.Json;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Fixtures.Clients;

/// <summary>Reads one wire format as its clients do. Knows nothing of the code that wrote it.</summary>
interface IListener
{
    /// <summary>The path that is asked.</summary>
    string Path { get; }

    /// <summary>A request body.</summary>
    string Request(string model, bool stream);

    /// <summary>The rules that a stream breaks.</summary>
    IReadOnlyList<GrammarViolation> CheckStream(ReadOnlySpan<byte> stream);

    /// <summary>The rules that a body breaks.</summary>
    IReadOnlyList<GrammarViolation> CheckBody(ReadOnlySpan<byte> body);

    /// <summary>What a body says.</summary>
    void HearBody(JsonElement body, Hearing hearing);

    /// <summary>What an event of a stream says.</summary>
    void HearEvent(string name, byte[] data, Hearing hearing);

    /// <summary>Whether a body is the format's error envelope.</summary>
    bool IsError(JsonElement body);
}
