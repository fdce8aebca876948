using System.Buffers;
using System.Text.Json;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>Steps through JSON without building a tree.</summary>
static class JsonWalk
{
    // Arguments of tools nest deeper than the default.
    static readonly JsonReaderOptions Deep = new() { MaxDepth = 256 };

    /// <summary>What is done with a member whose value the reader stands on. It need not step over it.</summary>
    public delegate void Visit<in TState>(ReadOnlySpan<byte> name, ref Utf8JsonReader value, TState state);

    /// <summary>What is done with a string.</summary>
    public delegate void Taken<in TState>(ReadOnlySpan<byte> text, TState state);

    /// <summary>A reader before the first token.</summary>
    public static Utf8JsonReader Over(ReadOnlySpan<byte> json) => new(json, Deep);

    /// <summary>Visits the members of the object that the reader stands on; of anything else none.</summary>
    public static void Members<TState>(ref Utf8JsonReader json, TState state, Visit<TState> visit)
    {
        if (json.TokenType == JsonTokenType.None)
            json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.ValueSpan;
            json.Read();
            var (depth, opens) = (json.CurrentDepth, json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray);
            visit(name, ref json, state);
            // Past what the visitor left of it.
            if (opens)
                Close(ref json, depth);
        }
    }

    /// <summary>Visits the items of the array that the reader stands on; of anything else none.</summary>
    public static void Items<TState>(ref Utf8JsonReader json, TState state, Visit<TState> visit)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var (depth, opens) = (json.CurrentDepth, json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray);
            visit(default, ref json, state);
            if (opens)
                Close(ref json, depth);
        }
    }

    /// <summary>Gives the string that the reader stands on, unescaped; nothing when it is none.</summary>
    public static void Text<TState>(ref Utf8JsonReader json, TState state, Taken<TState> take)
    {
        if (json.TokenType != JsonTokenType.String)
            return;
        if (!json.ValueIsEscaped)
        {
            take(json.ValueSpan, state);
            return;
        }
        var rented = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
        take(rented.AsSpan(0, json.CopyString(rented)), state);
        ArrayPool<byte>.Shared.Return(rented);
    }

    // The end token of an object or array has the depth of its beginning.
    static void Close(ref Utf8JsonReader json, int depth)
    {
        while (json.CurrentDepth > depth || json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            if (!json.Read())
                return;
        }
    }
}
