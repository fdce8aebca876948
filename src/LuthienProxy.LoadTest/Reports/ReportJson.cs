using System.Text.Json.Serialization;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>The report's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(LoadReport))]
sealed partial class ReportJson : JsonSerializerContext;
