namespace LuthienProxy.Host.SignIn;

/// <summary>A session, as its cookie tells it. Times have whole seconds.</summary>
/// <param name="Id">Its name: random, and no secret, because without the seal it opens nothing.</param>
/// <param name="BegunAt">When somebody signed in.</param>
/// <param name="SeenAt">When it was last used, as far as the cookie was renewed since.</param>
readonly record struct Ticket(string Id, DateTimeOffset BegunAt, DateTimeOffset SeenAt);
