namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>The form of an exported session.</summary>
public enum ExportFormat
{
    /// <summary>JSON Lines (UTF-8): one object for the session, then one for each call (<see cref="SessionCall"/>), names in snake_case.</summary>
    Jsonl,

    /// <summary>Markdown for people; all content stands in code fences that it cannot close.</summary>
    Markdown,
}
