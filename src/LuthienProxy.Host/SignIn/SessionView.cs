namespace LuthienProxy.Host.SignIn;

/// <summary>A session as its page sees it.</summary>
/// <param name="Csrf">What changes must carry in <c>X-Luthien-CSRF</c>.</param>
/// <param name="ExpiresAt">When it is over at the latest.</param>
sealed record SessionView(string Csrf, DateTimeOffset ExpiresAt);
