struct queue;
struct queue *queue_make(int room);
void queue_put(struct queue *q, int item);
int queue_get(struct queue *q);
void queue_drop(struct queue *q);
int level(void);
