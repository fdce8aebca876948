namespace LuthienProxy.Storage.Rows;

/// <summary>A call of a session was opened: <c>sessions</c> gets its row, or <c>first_at</c> and <c>last_at</c> widen to hold the time.</summary>
sealed record SessionTouch(string SessionId, DateTimeOffset At);
