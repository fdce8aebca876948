using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Auditing;

/// <summary>Who changes something, as the record tells: whoever has the admin key, and who that says to be.</summary>
static class Actor
{
    const string Header = "X-Luthien-Actor";
    const string Admin = "admin";
    const int Longest = 100;

    /// <summary>How the header is told.</summary>
    public static OperationParameter Parameter { get; } = OperationParameter.Text(Header, "Who makes the change, as the record shall tell.", Longest).InHeader;

    /// <summary><c>admin</c>, or <c>admin (name)</c> where the request gives one; of that only what can be printed, and not more than a line.</summary>
    public static string Of(HttpRequest request)
    {
        var said = string.Concat(request.Headers[Header].ToString().Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return said.Length == 0 ? Admin : $"{Admin} ({(said.Length <= Longest ? said : said[..Longest])})";
    }
}
