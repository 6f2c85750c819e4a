/** The columns of a table of people that nobody has changed, by their keys: of the dashboard, and of a view saved without any. */
export const USUAL_COLUMNS: readonly string[] = ['email', 'name', 'status', 'tags', 'country', 'createdAt']
