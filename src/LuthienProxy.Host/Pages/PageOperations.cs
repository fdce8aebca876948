using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Pages;

/// <summary>How the pages and what they load are told.</summary>
static class PageOperations
{
    const string Group = "Pages";

    static readonly OperationReply Known = new("304", "The browser has it.");

    public static Operation Asset { get; } = new Operation("getAsset", Group, "A file that the pages load.").For(Access.Anybody)
        .Takes(OperationParameter.Text("fingerprint", "Of all files together; a page names it.", 64).InPath, OperationParameter.Text("path", "The file; it may hold slashes.", 256).InPath)
        .Answers(File("The file, good for a year.", "text/javascript", "text/css", "image/svg+xml"), Known, new OperationReply("404", "This gateway has no such file, or files of another version."));

    public static Operation Report { get; } = new Operation("reportCsp", Group, "Takes what a browser stopped on a page.").For(Access.Anybody)
        .Reads(Content.Foreign("application/csp-report", "A report as browsers send it."))
        .Answers(new OperationReply("204", "It is logged."), new OperationReply("400", "It is no report."), new OperationReply("408", "It did not come in time."), new OperationReply("413", "It is too long."));

    /// <summary>A page.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="file">Its file, which names the operation.</param>
    public static Operation Page(string path, string file)
    {
        var page = new Operation("getPage" + Name(file), Group, "The page " + path + ".").For(Access.Anybody).Answers(File("The page.", "text/html"), Known);
        return path.EndsWith("{id}", StringComparison.Ordinal) ? page.Takes(OperationParameter.Text("id", "Looked up by the page, not for it.", 256).InPath) : page;
    }

    static OperationReply File(string description, params string[] types) => new("200", description, [.. types.Select(Content.Text)]) { Headers = [("ETag", "Changes with the file.")] };

    static string Name(string file) => string.Concat(Path.GetFileNameWithoutExtension(file).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
