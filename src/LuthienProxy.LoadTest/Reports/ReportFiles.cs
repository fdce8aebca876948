using System.Globalization;
using System.Text.Json;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>Writes the two files of a report.</summary>
static class ReportFiles
{
    /// <summary>The page.</summary>
    public const string Html = "report.html";

    /// <summary>The figures.</summary>
    public const string Json = "report.json";

    /// <summary>Writes them; answers with their folder.</summary>
    public static async Task<string> WriteAsync(LoadReport report, string? folder, DateTimeOffset began)
    {
        var path = Path.GetFullPath(folder ?? Path.Combine("artifacts", "load", began.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)));
        Directory.CreateDirectory(path);
        await File.WriteAllBytesAsync(Path.Combine(path, Json), JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.LoadReport));
        await File.WriteAllTextAsync(Path.Combine(path, Html), HtmlReport.Of(report));
        return path;
    }
}
