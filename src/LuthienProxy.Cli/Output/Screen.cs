using System.Text.Json;

namespace LuthienProxy.Cli.Output;

/// <summary>Where a command writes.</summary>
/// <param name="Out">Answers.</param>
/// <param name="Error">Complaints and questions.</param>
/// <param name="Width">Columns of the terminal; very many where the output is a file.</param>
/// <param name="IsJson">Whether answers are written as the gateway gives them, one JSON document a line, for programs.</param>
/// <param name="Ask">Asks the person and returns the answer; null where nobody sits there.</param>
sealed record Screen(TextWriter Out, TextWriter Error, int Width, bool IsJson, Func<string, string?>? Ask)
{
    static readonly JsonWriterOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a line.</summary>
    public void Line(string text = "") => Out.WriteLine(text);

    /// <summary>Writes a table.</summary>
    public void Table(TextTable table) => table.Write(Out, Width);

    /// <summary>Writes an answer for programs, on one line.</summary>
    public void Json(JsonElement answer)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Compact))
            answer.WriteTo(writer);
        Out.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }
}
