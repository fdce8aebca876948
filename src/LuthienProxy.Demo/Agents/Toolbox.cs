using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Demo.Shops;

namespace LuthienProxy.Demo.Agents;

/// <summary>The agent's tools. They do what they are asked: nothing here knows what is dangerous.</summary>
/// <param name="shop">The database that they work on.</param>
/// <param name="folder">Where files are put.</param>
sealed class Toolbox(Shop shop, string folder)
{
    public const string ExecuteSql = "execute_sql";
    public const string ExportCsv = "export_csv";

    /// <summary>The tools as the model is told of them.</summary>
    public static JsonArray Described =>
    [
        Tool(ExecuteSql, "Runs a statement on the shop's database.", "sql"),
        Tool(ExportCsv, "Writes the rows of a query into a CSV file.", "sql", "file"),
    ];

    /// <summary>Does what the call asks for.</summary>
    public async Task<ToolResult> RunAsync(ToolCall call, CancellationToken cancellation)
    {
        try
        {
            return call.Tool switch
            {
                ExecuteSql => new(Told(await shop.RunAsync(Text(call, "sql"), cancellation))),
                ExportCsv => await ExportAsync(Text(call, "sql"), Text(call, "file"), cancellation),
                _ => new($"There is no tool {call.Tool}.", IsError: true),
            };
        }
        catch (System.Data.Common.DbException cause)
        {
            return new(cause.Message, IsError: true);
        }
    }

    async Task<ToolResult> ExportAsync(string sql, string file, CancellationToken cancellation)
    {
        if (Path.GetFileName(file) != file)
            return new("The file's name must stand without a folder.", IsError: true);
        var rows = await shop.RunAsync(sql, cancellation);
        await File.WriteAllLinesAsync(Path.Combine(folder, file), rows.Select(row => string.Join(',', row.Select(Quoted))), cancellation);
        return new($"{rows.Count} rows in {file}");
    }

    static string Told(IReadOnlyList<IReadOnlyList<string>> rows) => rows.Count == 0 ? "ok" : string.Join('\n', rows.Select(row => string.Join(" | ", row)));

    static string Quoted(string value) => value.AsSpan().ContainsAny(",\"\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    static string Text(ToolCall call, string name) => call.Input.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    static JsonObject Tool(string name, string description, params string[] fields) => new()
    {
        ["name"] = name,
        ["description"] = description,
        ["input_schema"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonObject { ["type"] = "string" }))),
            ["required"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field))]),
        },
    };
}
