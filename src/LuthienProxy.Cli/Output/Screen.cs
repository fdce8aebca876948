using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LuthienProxy.Cli.Output;

/// <summary>Where a command writes.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Complaints and questions.</param>
sealed record Screen(TextWriter Out, TextWriter Error)
{
    static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Columns of the terminal; very many where the output is a file.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>Lines of the terminal.</summary>
    public int Height { get; init; } = int.MaxValue;

    /// <summary>Whether <see cref="Out"/> is a terminal, where a page can be drawn again in its place.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether states and headings have colours.</summary>
    public bool HasColours { get; init; }

    /// <summary>Whether answers are written as the gateway gives them, one JSON document a line, for programs.</summary>
    public bool IsJson { get; init; }

    /// <summary>Asks the person and returns the answer; null where nobody sits there.</summary>
    public Func<string, string?>? Ask { get; init; }

    /// <summary>Writes a line.</summary>
    public void Line(string text = "") => Out.WriteLine(text);

    /// <summary>Writes a remark beside the answer; programs that read the answer do not see it.</summary>
    public void Remark(string text) => Error.WriteLine(PlainText.Line(text));

    /// <summary>Writes a table; of an empty one only a remark.</summary>
    public void Table(TextTable table, string whenEmpty = "none")
    {
        if (table.IsEmpty)
            Remark(whenEmpty);
        else
            table.Write(Out, Width, HasColours);
    }

    /// <summary>A state in its colour, where there are colours.</summary>
    public string State(string state) => HasColours ? Paint.State(state) : state;

    /// <summary>Writes an answer for programs, on one line.</summary>
    public void Json(JsonElement answer)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Compact))
            answer.WriteTo(writer);
        Out.WriteLine(PlainText.Json(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))));
    }
}
