using System.Globalization;
using System.Text;

namespace LuthienProxy.Cli.Verbs;

/// <summary>A path with its parameters.</summary>
sealed class Query(string path)
{
    readonly StringBuilder _text = new(path);
    char _next = '?';

    /// <summary>Adds a parameter that has a value.</summary>
    public Query With(string name, string? value)
    {
        if (value is not { Length: > 0 })
            return this;
        _text.Append(_next).Append(name).Append('=').Append(Escape(value));
        _next = '&';
        return this;
    }

    /// <summary>A text as a part of an address.</summary>
    public static string Escape(string text) => Uri.EscapeDataString(text);

    /// <summary>A moment as the API understands it.</summary>
    public static string Moment(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
