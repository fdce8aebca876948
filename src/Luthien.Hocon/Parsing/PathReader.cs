using System.Text;

namespace Luthien.Hocon.Parsing;

/// <summary>Reads a path expression: a key, or what stands inside <c>${…}</c>.</summary>
/// <remarks>Dots outside quotes separate keys; whitespace inside a key is kept, around the whole path it is not.</remarks>
sealed class PathReader(Cursor cursor, int maxKeyLength)
{
    readonly List<string> _keys = [];
    readonly StringBuilder _key = new();
    string _gap = "";
    bool _quoted;

    public static string[] Read(Cursor cursor, HoconLimits limits) => new PathReader(cursor, limits.KeyLength).Read();

    string[] Read()
    {
        cursor.TakeGap();
        while (true)
        {
            if (cursor.Peek() == '"')
                Append(QuotedText.Read(cursor), quoted: true);
            else if (cursor.AtUnquoted && cursor.Peek() == '.')
                EndKey();
            else if (cursor.AtUnquoted)
                Append(cursor.TakeUnquoted(stop: '.'), quoted: false);
            else
                break;
            _gap = cursor.TakeGap();
        }
        // The whitespace behind the last key belongs to nothing.
        _gap = "";
        Close();
        return [.. _keys];
    }

    void Append(string text, bool quoted)
    {
        _key.Append(_gap).Append(text);
        _quoted |= quoted;
    }

    void EndKey()
    {
        _key.Append(_gap);
        Close();
        cursor.Next();
    }

    void Close()
    {
        if (_key.Length == 0 && !_quoted)
            throw new HoconException(cursor.Here, _keys.Count == 0 ? "a key is expected here" : "a path has an empty element; write \"\" if it is meant");
        if (_key.Length > maxKeyLength)
            throw new HoconException(cursor.Here, $"a key is longer than {maxKeyLength} characters");
        _keys.Add(_key.ToString());
        _key.Clear();
        _quoted = false;
    }
}
