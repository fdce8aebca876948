using System.Text.Json;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>Takes what the process writes to its console, until it is disposed.</summary>
public sealed class CapturedConsole : IDisposable
{
    readonly TextWriter _before = Console.Out;
    readonly StringWriter _text = new();
    readonly TextWriter _shared;

    public CapturedConsole()
    {
        _shared = TextWriter.Synchronized(_text);
        Console.SetOut(_shared);
    }

    /// <summary>All of it.</summary>
    public string Text
    {
        get
        {
            lock (_shared)
                return _text.ToString();
        }
    }

    /// <summary>Each line as the JSON object that it must be.</summary>
    public IReadOnlyList<JsonElement> Json => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public void Dispose()
    {
        Console.SetOut(_before);
        _text.Dispose();
    }
}
