using System.Text.Json;

namespace Luthien.Hocon.Tests;

/// <summary>Texts in, compact JSON or the first problem out; with an environment of its own.</summary>
static class Reading
{
    public static HoconOptions Options(params (string Name, string Value)[] environment) => new()
    {
        Environment = name => environment.Where(e => e.Name == name).Select(e => e.Value).FirstOrDefault(),
    };

    public static string Json(string text, params (string Name, string Value)[] environment) =>
        Json(HoconDocument.Parse(text, "test.conf", Options(environment)).Root);

    public static string Json(HoconValue value) => value switch
    {
        HoconObject o => $"{{{string.Join(",", o.Fields.Select(f => $"{Quoted(f.Key)}:{Json(f.Value)}"))}}}",
        HoconArray a => $"[{string.Join(",", a.Items.Select(Json))}]",
        HoconScalar { Kind: HoconScalarKind.String } s => Quoted(s.Text),
        _ => ((HoconScalar)value).Text,
    };

    public static HoconProblem Problem(string text, HoconLimits? limits = null) =>
        Should.Throw<HoconException>(() => HoconDocument.Parse(text, "test.conf", Options() with { Limits = limits ?? new HoconLimits() })).Problems[0];

    /// <summary><c>line:column</c> of the first problem.</summary>
    public static string Place(string text, HoconLimits? limits = null)
    {
        var origin = Problem(text, limits).Origin;
        return $"{origin.Line}:{origin.Column}";
    }

    static string Quoted(string text) => JsonSerializer.Serialize(text, RelaxedJson.Options);
}
